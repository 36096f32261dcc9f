"""What one would script instead: figures by matplotlib and wordcloud, one deck and one memo by pandoc."""

import csv
import subprocess
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
from wordcloud import WordCloud

WISHES = ("want_peer", "want_step_away", "want_quiet_place", "want_contact_24h", "want_manager", "want_counselor", "want_eap")


def bars(name: str, shares: dict[str, float], width: float) -> None:
    """Ranked bars as a picture."""
    figure, axes = plt.subplots(figsize=(width, 3.2))
    axes.barh(list(shares), list(shares.values()))
    axes.invert_yaxis()
    figure.tight_layout()
    figure.savefig(name, dpi=220)
    plt.close(figure)


def main() -> None:
    """Read, count, draw, let pandoc write."""
    with Path("sample/survey.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wishes = {name: sum(row[name] in ("4", "5") for row in rows) / len(rows) for name in WISHES}
    items = {f"item {n}": sum(row[f"SVEST_{n}"] in ("4", "5") for row in rows) / len(rows) for n in range(1, 10)}
    for place, width in (("deck", 8.0), ("memo", 6.5)):
        bars(f"wishes-{place}.png", wishes, width)
        bars(f"items-{place}.png", items, width)
        bars(f"cost-{place}.png", {"leave in a year": 105, "would cover it": 4}, width)
    words = Counter(word.lower() for row in rows for word in f"{row['feelings_text']} {row['needs_text']}".split() if len(word) > 4)
    WordCloud(width=1200, height=420).generate_from_frequencies(dict(words.most_common(60))).to_file("cloud.png")
    slides = [f"# Slide {n}\n\n- One point\n- Another point\n- A third\n\n::: notes\nSay this.\n:::\n" for n in range(15)]
    slides += [f"# Picture\n\n![x]({name})\n" for name in ("wishes-deck.png", "items-deck.png", "cost-deck.png", "cloud.png")]
    Path("deck.md").write_text("\n".join(slides), "utf-8")
    chapters = [f"# Chapter {n}\n\n" + "A sentence of a memo that says something. " * 40 + "\n" for n in range(12)]
    chapters += [f"![x]({name})\n" for name in ("wishes-memo.png", "items-memo.png", "cost-memo.png")]
    Path("memo.md").write_text("\n".join(chapters), "utf-8")
    subprocess.run(["pandoc", "deck.md", "-o", "deck.pptx"], check=True)
    subprocess.run(["pandoc", "memo.md", "-o", "memo.docx"], check=True)


if __name__ == "__main__":
    main()
