//! The small part of YAML that TAP producers write between `---` and `...`.

/// The keys of a block with their values as text: plain and quoted scalars,
/// block scalars (`|`, `|-`, `>`), and nested values as the lines they are.
pub(super) fn read(lines: &[&str]) -> Vec<(String, String)> {
    let base = lines
        .iter()
        .find(|line| !line.trim().is_empty())
        .map_or(0, |line| indent(line));
    let mut entries = Vec::new();
    let mut rest = lines.iter().peekable();
    while let Some(line) = rest.next() {
        if indent(line) != base {
            continue;
        }
        let Some((key, value)) = line.trim().split_once(':') else {
            continue;
        };
        let mut below: Vec<&str> = Vec::new();
        while let Some(next) = rest
            .next_if(|next| next.trim().is_empty() || indent(next) > base || is_list(next, base))
        {
            below.push(next);
        }
        if let Some(value) = scalar(value.trim(), &below) {
            entries.push((key.trim_matches(['\'', '"']).to_owned(), value));
        }
    }
    entries
}

/// The value of the first of `names` that is there.
pub(super) fn get(entries: &[(String, String)], names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|name| entries.iter().find(|(key, _)| key == name))
        .map(|(_, value)| value.clone())
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// List items may stand at the level of their key.
fn is_list(line: &str, base: usize) -> bool {
    indent(line) == base && line.trim_start().starts_with("- ")
}

fn scalar(value: &str, below: &[&str]) -> Option<String> {
    match value {
        "~" | "null" => None,
        "" => {
            let text = dedent(below);
            (!text.trim().is_empty()).then(|| text.trim_end().to_owned())
        }
        _ if value.starts_with('|') || value.starts_with('>') => {
            let text = dedent(below);
            let text = text.trim_end_matches('\n');
            Some(if value.ends_with('-') {
                text.to_owned()
            } else {
                format!("{text}\n")
            })
        }
        _ => Some(unquote(value)),
    }
}

fn dedent(lines: &[&str]) -> String {
    let base = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| indent(line))
        .min()
        .unwrap_or(0);
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.get(base..).unwrap_or(""))
        .collect();
    lines.join("\n")
}

fn unquote(value: &str) -> String {
    let inner = |quote| {
        value
            .strip_prefix(quote)
            .and_then(|rest: &str| rest.strip_suffix(quote))
    };
    if let Some(inner) = inner('\'') {
        return inner.replace("''", "'");
    }
    if let Some(inner) = inner('"') {
        // JSON is the part of YAML that producers use for double quotes.
        return serde_json::from_str(value).unwrap_or_else(|_| inner.to_owned());
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let block = "  a: 1\n  b: 'it''s'\n  c: \"x\\ny\"\n  d: |-\n    one\n\n      two\n  e: |\n    kept\n  f:\n    g: 1\n    h: 2\n  i: ~\n  j: url: x\n  k:\n  - 1\n  - 2";
        let lines: Vec<&str> = block.lines().collect();
        let entries = read(&lines);
        for (key, value) in [
            ("a", "1"),
            ("b", "it's"),
            ("c", "x\ny"),
            ("d", "one\n\n  two"),
            ("e", "kept\n"),
            ("f", "g: 1\nh: 2"),
            ("j", "url: x"),
            ("k", "- 1\n- 2"),
        ] {
            assert_eq!(get(&entries, &[key]).as_deref(), Some(value), "{key}");
        }
        assert_eq!(get(&entries, &["i"]), None);
        assert!(read(&[]).is_empty());
    }
}
