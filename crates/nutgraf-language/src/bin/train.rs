//! `train TREEBANK_DIR MODEL`: makes the model file from the treebanks of a folder.

use std::path::Path;
use std::process::ExitCode;

use nutgraf_language::training::{Options, train};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            report(&message);
            ExitCode::from(2)
        }
    }
}

#[allow(clippy::print_stderr)]
fn report(line: &str) {
    eprintln!("{line}");
}

fn run(arguments: &[String]) -> Result<(), String> {
    let [folder, model, rest @ ..] = arguments else {
        return Err("usage: train TREEBANK_DIR MODEL [name=value…]".to_owned());
    };
    let mut options = Options::default();
    for argument in rest {
        set(&mut options, argument)?;
    }
    let bytes = train(Path::new(folder), &options, &mut |line| report(line)).map_err(|e| e.to_string())?;
    std::fs::write(model, &bytes).map_err(|error| format!("{model}: {error}"))?;
    report(&format!("{model}: {} bytes", bytes.len()));
    Ok(())
}

/// Sets one option for an experiment.
fn set(options: &mut Options, argument: &str) -> Result<(), String> {
    let wrong = || {
        format!(
            "{argument}: expected epochs=, batch=, rate=, dim=, layers=, tag_layer=, arc=, label=, dropout= or seed="
        )
    };
    let (name, value) = argument.split_once('=').ok_or_else(wrong)?;
    let whole = || value.parse::<usize>().map_err(|_| wrong());
    match name {
        "epochs" => options.epochs = whole()?,
        "batch" => options.batch = whole()?,
        "rate" => options.rate = value.parse().map_err(|_| wrong())?,
        "dim" => options.dim = whole()?,
        "layers" => options.layers = whole()?,
        "tag_layer" => options.tag_layer = whole()?,
        "arc" => options.arc = whole()?,
        "label" => options.label = whole()?,
        "dropout" => options.dropout = value.parse().map_err(|_| wrong())?,
        "seed" => options.seed = whole()? as u64,
        _ => return Err(wrong()),
    }
    Ok(())
}
