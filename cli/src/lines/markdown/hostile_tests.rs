use super::tests::RICH;
use super::*;

/// Whatever a text says, its lines fit, and the time for them grows with its
/// length alone.
#[test]
fn hostile_texts_stay_bounded() {
    let texts = [
        "> ".repeat(100_000) + "x",
        "- ".repeat(100_000) + "x",
        "1. ".repeat(100_000) + "x",
        "*a **b ".repeat(20_000),
        "[".repeat(50_000),
        "![".repeat(20_000) + &"](x)".repeat(20_000),
        "[![a](b)".repeat(10_000) + &"](x)".repeat(10_000),
        "<details>\n<summary>a\n\n".repeat(5_000),
        format!(
            "|{}|\n|{}\n{}",
            "a|".repeat(2_000),
            "-|".repeat(2_000),
            "|\n".repeat(500)
        ),
        "word".repeat(250_000),
        "日本語".repeat(50_000),
        format!("e{}", "\u{301}".repeat(100_000)),
        format!(
            "```js\n{}\n\t{}",
            "f(".repeat(50_000),
            "/[\n".repeat(20_000)
        ),
        "\u{1b}[31m\u{7}\u{9b}".repeat(100_000),
        format!("<div>\n{}", "<".repeat(200_000)),
    ];
    let look = Look {
        color: true,
        highlight: true,
        ..RICH
    };
    for text in texts {
        let started = std::time::Instant::now();
        let page = page(&parse(&text), look, &Open::default());
        assert!(page.lines.iter().all(|line| line.width() <= 60));
        let taken = started.elapsed();
        let start: String = text.chars().take(20).collect();
        assert!(taken.as_secs() < 30, "{start}: {taken:?}");
    }
}
