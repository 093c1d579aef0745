//! `codezest progress`.

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use crate::args::{ProgressArgs, ProgressCommand};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::files::fill_atomically;
use crate::learn::progress::{ExportFailure, Imported, export, import};
use crate::ui::progress::Progress;
use crate::ui::{Role, Styled, Ui};
use crate::views::progress::{Exported, ImportedView};

/// Writes progress to a file, or takes it in from one.
pub fn run(context: &Context, args: &ProgressArgs) -> Result<Exit> {
    match &args.command {
        ProgressCommand::Export { file } if is_stream(file) => to_stdout(context),
        ProgressCommand::Export { file } => to_file(context, file),
        ProgressCommand::Import { file } => take_in(context, file),
    }
}

fn is_stream(file: &Path) -> bool {
    file == Path::new("-")
}

/// Standard output as something to write to.
struct Out<'a>(&'a Ui);

impl Write for Out<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.out_bytes(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn to_stdout(context: &Context) -> Result<Exit> {
    let account = context.account()?;
    let mut out = BufWriter::with_capacity(64 * 1024, Out(&context.ui));
    let events = export(account, &mut out, || ())
        .and_then(|events| Ok(out.flush().map(|()| events)?))
        .map_err(|failure| explain(failure, Path::new("standard output")))?;
    context.ui.say(format!("{events} events"));
    Ok(Exit::Done)
}

fn to_file(context: &Context, file: &Path) -> Result<Exit> {
    let exists = file.symlink_metadata().is_ok();
    let question = format!("{} exists. Overwrite it?", file.display());
    if exists && !context.ui.confirm(&question) {
        return Err(
            Failure::usage(format!("{} exists and was left as it is", file.display())).hint(
                format!(
                    "overwrite it: codezest progress export --yes {}",
                    file.display()
                ),
            ),
        );
    }
    let account = context.account()?;
    let mut events = 0;
    {
        let progress = Progress::steps(&context.ui, account.event_count()?, "exporting");
        fill_atomically(file, |to| {
            events = export(account, to, || progress.step())?;
            Ok(())
        })
        .map_err(|failure| explain(failure, file))?;
    }
    if context.ui.json {
        context.ui.json(&Exported {
            schema_version: 1,
            file: file.display().to_string(),
            events,
        })?;
    } else {
        context.ui.out(
            Styled::new()
                .role(Role::Good, "✓")
                .text(&format!(" {events} events in {}", file.display())),
        );
    }
    Ok(Exit::Done)
}

fn explain(failure: ExportFailure, file: &Path) -> Failure {
    match failure {
        ExportFailure::Write(error) => Failure::file("write", file, error)
            .hint("choose a folder that you can write to: codezest progress export FILE"),
        ExportFailure::Read(error) => error.into(),
    }
}

fn take_in(context: &Context, file: &Path) -> Result<Exit> {
    let mut bytes = Vec::new();
    let (name, read) = if is_stream(file) {
        let read = io::stdin().lock().read_to_end(&mut bytes).map(drop);
        ("standard input".to_owned(), read)
    } else {
        let read = std::fs::read(file).map(|content| bytes = content);
        (file.display().to_string(), read)
    };
    read.map_err(|error| Failure::file("read", Path::new(&name), error))?;
    let Imported { new, known } = {
        let _progress = Progress::spinner(&context.ui, "importing");
        import(context, &name, &bytes)?
    };
    if context.ui.json {
        context.ui.json(&ImportedView {
            schema_version: 1,
            file: file.display().to_string(),
            new,
            known,
        })?;
    } else {
        context
            .ui
            .out(Styled::new().role(Role::Good, "✓").text(&format!(
                " {new} events taken in, {known} were here already"
            )));
    }
    Ok(Exit::Done)
}
