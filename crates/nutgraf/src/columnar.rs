//! Parquet, where this build has it.

#[cfg(feature = "parquet")]
pub(crate) use with::{Gathering, Ordered, check, lines};
#[cfg(not(feature = "parquet"))]
pub(crate) use without::{Gathering, Ordered, check, lines};

#[cfg(feature = "parquet")]
mod with {
    use crate::convert::ConvertOptions;
    use crate::error::Error;
    use crate::output::OutputDirectory;
    use nutgraf_gdelt::MergedTables;
    use nutgraf_parquet::{Corpus, File, SortedCorpus, Writer};
    use std::io;

    pub(crate) use nutgraf_parquet::lines;

    /// Every format can be written.
    pub(crate) fn check(_: &ConvertOptions) -> Result<(), Error> {
        Ok(())
    }

    /// Takes the lines of articles and entities.
    pub(crate) struct Gathering(Corpus);

    impl Gathering {
        pub(crate) fn new(options: &ConvertOptions) -> Gathering {
            Gathering(Corpus::new(options.scratch.clone()))
        }

        pub(crate) fn add(&mut self, line: &[u8]) -> io::Result<()> {
            self.0.add(line).map_err(io::Error::other)
        }

        pub(crate) fn sort(self) -> io::Result<Ordered> {
            self.0.sort().map(Ordered).map_err(io::Error::other)
        }
    }

    /// Articles and entities in order.
    pub(crate) struct Ordered(SortedCorpus);

    impl Ordered {
        /// Writes the files, those of the tables with them, into a folder of the directory.
        pub(crate) fn write(
            &self,
            tables: &MergedTables,
            folder: &str,
            directory: &mut OutputDirectory,
        ) -> Result<(), Error> {
            for file in File::ALL {
                let mut staged = directory.open(&format!("{folder}{}", file.file_name()))?;
                let path = staged.path().to_owned();
                self.write_file(tables, file, &mut staged).map_err(|e| Error::export(&path, e))?;
                directory.stage(staged)?;
            }
            Ok(())
        }

        fn write_file(&self, tables: &MergedTables, file: File, out: impl io::Write + Send) -> io::Result<()> {
            let mut writer = Writer::new(out, file).map_err(io::Error::other)?;
            let take = |line: &[u8]| writer.write(line).map_err(io::Error::other);
            match file {
                File::Events => tables.each_event(take).map_err(io::Error::other)?,
                File::Mentions => tables.each_mention(take).map_err(io::Error::other)?,
                File::Evidence => tables.each_evidence(take).map_err(io::Error::other)?,
                File::Articles | File::Entities => self.0.each(file, take)?,
            }
            writer.finish().map_err(io::Error::other)
        }
    }
}

#[cfg(not(feature = "parquet"))]
mod without {
    use crate::convert::ConvertOptions;
    use crate::error::Error;
    use crate::export::ExportFormat;
    use crate::output::OutputDirectory;
    use nutgraf_gdelt::MergedTables;
    use nutgraf_model::{Record, TextPolicy};
    use std::io;

    /// An error where Parquet is asked for.
    pub(crate) fn check(options: &ConvertOptions) -> Result<(), Error> {
        if options.formats.contains(&ExportFormat::Parquet) {
            let remedy = "build with the feature `parquet`, or leave it out of --to";
            return Err(Error::usage("parquet", "this build cannot write it", remedy));
        }
        Ok(())
    }

    pub(crate) fn lines(_: &Record, _: TextPolicy, _: &mut Vec<u8>) {}

    pub(crate) struct Gathering;

    impl Gathering {
        pub(crate) fn new(_: &ConvertOptions) -> Gathering {
            Gathering
        }

        pub(crate) fn add(&mut self, _: &[u8]) -> io::Result<()> {
            Ok(())
        }

        pub(crate) fn sort(self) -> io::Result<Ordered> {
            Ok(Ordered)
        }
    }

    pub(crate) struct Ordered;

    impl Ordered {
        pub(crate) fn write(&self, _: &MergedTables, _: &str, _: &mut OutputDirectory) -> Result<(), Error> {
            Ok(())
        }
    }
}
