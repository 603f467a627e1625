//! The model file: little-endian numbers, in the order of [`Model`].

use crate::activation::DISTANCES;
use crate::error::Error;
use crate::hash::HashTable;
use crate::lemma::Lemmatizer;
use crate::matrix::Matrix;
use crate::tags::{Relation, Upos, Xpos};

/// First bytes of a model file; the last one counts versions.
pub(crate) const MAGIC: &[u8; 8] = b"nutgraf\x01";

/// A model, ready for use.
#[derive(Debug)]
pub(crate) struct Model<'m> {
    /// Channels of a word.
    pub(crate) dim: usize,
    /// Layer, from 1, whose output the tags are read from.
    pub(crate) tag_layer: usize,
    /// Channels that heads are chosen with.
    pub(crate) arc: usize,
    /// Channels that relations are chosen with.
    pub(crate) label: usize,
    /// Rows of the embedding by feature.
    pub(crate) rows: HashTable,
    /// Embedding, row after row, eight bits each.
    pub(crate) embedding: &'m [u8],
    /// Scale of each row of the embedding.
    pub(crate) row_scale: Vec<f32>,
    /// Recurrent layers.
    pub(crate) layers: Vec<Matrix>,
    /// Tags of each output of `tag`.
    pub(crate) tags: Vec<(Upos, Xpos)>,
    /// Scores of tags.
    pub(crate) tag: Matrix,
    /// Hidden layer of the parser.
    pub(crate) hidden: Matrix,
    /// Turns a dependent into the head it looks for.
    pub(crate) turn: Matrix,
    /// The root as a head.
    pub(crate) root: Vec<f32>,
    /// Scores of distances.
    pub(crate) distance: Vec<f32>,
    /// Scores of relations.
    pub(crate) relation: Matrix,
    /// Lemmas.
    pub(crate) lemmas: Lemmatizer,
}

impl<'m> Model<'m> {
    /// Reads a model file.
    pub(crate) fn read(bytes: &'m [u8]) -> Result<Model<'m>, Error> {
        let mut input = Input { bytes };
        if input.take(MAGIC.len())? != MAGIC {
            return Err(Error::model("not a model file of this version; make one with the `train` binary"));
        }
        let sizes: [usize; 6] =
            [input.size()?, input.size()?, input.size()?, input.size()?, input.size()?, input.size()?];
        let [dim, layer_count, tag_layer, arc, label, tag_count] = sizes;
        let keys = input.u32s()?;
        let embedding = input.take(keys.len() * dim)?;
        let row_scale = input.f32s(keys.len())?;
        let layers = (0..layer_count).map(|_| input.matrix()).collect::<Result<Vec<_>, _>>()?;
        let tags = (0..tag_count).map(|_| input.tag()).collect::<Result<Vec<_>, _>>()?;
        let model = Model {
            dim,
            tag_layer,
            arc,
            label,
            rows: HashTable::new(&keys),
            embedding,
            row_scale,
            layers,
            tags,
            tag: input.matrix()?,
            hidden: input.matrix()?,
            turn: input.matrix()?,
            root: input.f32s(arc)?,
            distance: input.f32s(DISTANCES)?,
            relation: input.matrix()?,
            lemmas: input.lemmas()?,
        };
        model.check()?;
        Ok(model)
    }

    /// That all sizes fit, so that nothing can go out of bounds later.
    fn check(&self) -> Result<(), Error> {
        let dim = self.dim;
        let fits = dim > 0
            && self.arc > 0
            && self.label > 0
            && dim.is_multiple_of(2)
            && (1..=self.layers.len()).contains(&self.tag_layer)
            && self.layers.iter().all(|l| (l.inputs(), l.outputs()) == (dim, 3 * dim))
            && (self.tag.inputs(), self.tag.outputs()) == (dim, self.tags.len())
            && !self.tags.is_empty()
            && (self.hidden.inputs(), self.hidden.outputs()) == (dim, 2 * self.arc + 2 * self.label)
            && (self.turn.inputs(), self.turn.outputs()) == (self.arc, self.arc)
            && (self.relation.inputs(), self.relation.outputs()) == (2 * self.label, Relation::ALL.len())
            && !self.row_scale.is_empty();
        if fits { Ok(()) } else { Err(Error::model("the sizes in the model file do not fit together")) }
    }
}

/// What is left of a model file.
struct Input<'m> {
    bytes: &'m [u8],
}

impl<'m> Input<'m> {
    fn take(&mut self, length: usize) -> Result<&'m [u8], Error> {
        let Some((head, tail)) = self.bytes.split_at_checked(length) else {
            return Err(Error::model("the model file ends too early"));
        };
        self.bytes = tail;
        Ok(head)
    }

    fn size(&mut self) -> Result<usize, Error> {
        let bytes = self.take(4)?;
        Ok(bytes.iter().rev().fold(0, |sum, &b| sum << 8 | usize::from(b)))
    }

    fn u32s(&mut self) -> Result<Vec<u32>, Error> {
        let count = self.size()?;
        let bytes = self.take(count.saturating_mul(4))?;
        Ok(bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    fn f32s(&mut self, count: usize) -> Result<Vec<f32>, Error> {
        let bytes = self.take(count.saturating_mul(4))?;
        Ok(bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    fn matrix(&mut self) -> Result<Matrix, Error> {
        let (inputs, outputs) = (self.size()?, self.size()?);
        let weights: Vec<i8> = self.take(inputs.saturating_mul(outputs))?.iter().map(|&b| b as i8).collect();
        let scale = self.f32s(outputs)?;
        let bias = self.f32s(outputs)?;
        Ok(Matrix::new(inputs, &weights, scale, bias))
    }

    fn tag(&mut self) -> Result<(Upos, Xpos), Error> {
        let bytes = self.take(2)?;
        Ok((Upos::at(bytes[0].into()), Xpos::at(bytes[1].into())))
    }

    fn lemmas(&mut self) -> Result<Lemmatizer, Error> {
        let keys = self.u32s()?;
        let mut lemmas = Vec::with_capacity(keys.len());
        for _ in &keys {
            let length = usize::from(self.take(1)?[0]);
            let lemma = std::str::from_utf8(self.take(length)?).map_err(|_| Error::model("a lemma is not UTF-8"))?;
            lemmas.push(lemma.to_owned());
        }
        let verbs = self.u32s()?;
        Ok(Lemmatizer::new(&keys, lemmas, &verbs))
    }
}
