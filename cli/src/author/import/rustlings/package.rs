//! The package around an exercise.

use codezest_core::course::tree::CourseTree;

/// What every exercise's package has in common.
#[derive(Debug)]
pub(super) struct Package {
    edition: String,
    lints: Option<toml::Value>,
    dependencies: Option<toml::Value>,
}

impl Package {
    /// Reads the package of all exercises, where there is one.
    pub(super) fn find(source: &CourseTree) -> Self {
        let manifest = |path: &str| {
            let text = std::str::from_utf8(&source.get(path)?.bytes).ok()?;
            text.parse::<toml::Table>().ok()
        };
        let table = manifest("dev/Cargo.toml")
            .or_else(|| manifest("Cargo.toml"))
            .unwrap_or_default();
        let package = table.get("package").and_then(toml::Value::as_table);
        let edition = package
            .and_then(|package| package.get("edition"))
            .and_then(toml::Value::as_str);
        let known = |edition: &&str| ["2015", "2018", "2021", "2024"].contains(edition);
        Self {
            edition: edition.filter(known).unwrap_or("2024").to_owned(),
            lints: table
                .get("lints")
                .filter(|lints| lints.get("workspace").is_none())
                .cloned(),
            dependencies: table.get("dependencies").cloned(),
        }
    }

    /// `Cargo.toml` of one exercise.
    pub(super) fn manifest(&self, name: &str) -> String {
        let text = |text: &str| toml::Value::String(text.to_owned());
        let crate_name = name.replace(|c: char| !c.is_ascii_alphanumeric() && c != '_', "-");
        let mut package = toml::Table::new();
        package.insert("name".to_owned(), text(&crate_name));
        package.insert("edition".to_owned(), text(&self.edition));
        package.insert("version".to_owned(), text("0.0.0"));
        let mut binary = toml::Table::new();
        binary.insert("name".to_owned(), text(&crate_name));
        binary.insert("path".to_owned(), text(&format!("{name}.rs")));
        let mut manifest = toml::Table::new();
        manifest.insert("package".to_owned(), package.into());
        manifest.insert("bin".to_owned(), toml::Value::Array(vec![binary.into()]));
        for (key, value) in [("lints", &self.lints), ("dependencies", &self.dependencies)] {
            if let Some(value) = value {
                manifest.insert(key.to_owned(), value.clone());
            }
        }
        toml::to_string(&manifest).unwrap_or_default()
    }
}
