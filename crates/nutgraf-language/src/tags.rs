//! The labels of Universal Dependencies: parts of speech, Penn tags, relations.

/// Declares an enum of labels with its names, in one place.
macro_rules! labels {
    ($(#[$meta:meta])* $name:ident, $what:literal, $fallback:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$vmeta])* #[doc = concat!("Written ", $text, ".")] $variant,)+
        }

        impl $name {
            /// Every label, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The label as treebanks write it.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            #[doc = concat!("Reads ", $what, " as treebanks write it.")]
            pub fn from_name(name: &str) -> Option<$name> {
                match name { $($text => Some($name::$variant),)+ _ => None }
            }

            /// Place of the label in [`Self::ALL`].
            pub const fn index(self) -> usize {
                self as usize
            }

            /// Label at a place of [`Self::ALL`]; the least telling label when there is none.
            pub(crate) fn at(index: usize) -> $name {
                Self::ALL.get(index).copied().unwrap_or($name::$fallback)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

labels! {
    /// Universal part of speech.
    Upos, "a universal part of speech", X {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET",
        Intj = "INTJ", Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN",
        Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

labels! {
    /// Penn Treebank tag, with the additions of the English Web Treebank.
    Xpos, "a Penn tag", Fw {
        Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", In = "IN", Jj = "JJ", Jjr = "JJR",
        Jjs = "JJS", Ls = "LS", Md = "MD", Nn = "NN", Nns = "NNS", Nnp = "NNP", Nnps = "NNPS",
        Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpPoss = "PRP$", Rb = "RB", Rbr = "RBR",
        Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD",
        Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP",
        WpPoss = "WP$", Wrb = "WRB", Add = "ADD", Afx = "AFX", Gw = "GW", Hyph = "HYPH",
        Nfp = "NFP", Period = ".", Comma = ",", Colon = ":", OpenQuote = "``", CloseQuote = "''",
        Lrb = "-LRB-", Rrb = "-RRB-", Dollar = "$", Hash = "#",
    }
}

labels! {
    /// Universal Dependencies relation (v2) with the subtypes of English.
    Relation, "a Universal Dependencies relation", Dep {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
        Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass",
        Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound",
        CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
        CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det",
        DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated",
        Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj",
        List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc",
        NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj",
        NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj",
        Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan",
        Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Root = "root",
        Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl Relation {
    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn base(self) -> Relation {
        let name = self.as_str();
        let base = name.split_once(':').map_or(name, |(base, _)| base);
        Relation::from_name(base).unwrap_or(self)
    }
}

/// Tense of a finite verb or participle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Past: `VBD`, `VBN`.
    Past,
    /// Present: `VBP`, `VBZ`.
    Present,
    /// No tense of its own.
    None,
}

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// Finite: has a tense or is a modal.
    Finite,
    /// Base form.
    Infinitive,
    /// The `-ing` form.
    Gerund,
    /// The past participle.
    Participle,
    /// Not a verb.
    None,
}

/// Voice of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Voice {
    /// The subject acts.
    Active,
    /// The subject undergoes: a participle with a passive auxiliary, or one that modifies a noun.
    Passive,
    /// Not a verb.
    None,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// One.
    Singular,
    /// More than one.
    Plural,
    /// Not marked on this word.
    None,
}

impl Xpos {
    /// Tense that the tag tells.
    pub fn tense(self) -> Tense {
        match self {
            Xpos::Vbd | Xpos::Vbn => Tense::Past,
            Xpos::Vbp | Xpos::Vbz => Tense::Present,
            _ => Tense::None,
        }
    }

    /// Verb form that the tag tells.
    pub fn verb_form(self) -> VerbForm {
        match self {
            Xpos::Vbd | Xpos::Vbp | Xpos::Vbz | Xpos::Md => VerbForm::Finite,
            Xpos::Vb => VerbForm::Infinitive,
            Xpos::Vbg => VerbForm::Gerund,
            Xpos::Vbn => VerbForm::Participle,
            _ => VerbForm::None,
        }
    }

    /// Number that the tag tells.
    pub fn number(self) -> Number {
        match self {
            Xpos::Nn | Xpos::Nnp | Xpos::Vbz => Number::Singular,
            Xpos::Nns | Xpos::Nnps => Number::Plural,
            _ => Number::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for &tag in Upos::ALL {
            assert_eq!(Upos::from_name(tag.as_str()), Some(tag));
            assert_eq!(Upos::at(tag.index()), tag);
        }
        for &tag in Xpos::ALL {
            assert_eq!(Xpos::from_name(tag.as_str()), Some(tag));
        }
        for &relation in Relation::ALL {
            assert_eq!(Relation::from_name(relation.as_str()), Some(relation));
            assert!(!relation.base().as_str().contains(':'));
        }
    }

    #[test]
    fn base_drops_the_subtype() {
        assert_eq!(Relation::NsubjPass.base(), Relation::Nsubj);
        assert_eq!(Relation::AclRelcl.base(), Relation::Acl);
        assert_eq!(Relation::Obj.base(), Relation::Obj);
    }
}
