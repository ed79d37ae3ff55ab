package dev.holdfast.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A Markdown file. */
record Page(Path file, List<String> lines) {

    private static final Pattern FENCE = Pattern.compile("\\s*(```+|~~~+)\\s*([\\w+-]*).*");

    /** Returns every page of the repository. */
    static List<Page> all() {
        return House.pages().stream().map(Page::of).toList();
    }

    static Page of(Path file) {
        return new Page(file, House.text(file).lines().toList());
    }

    String name() {
        return House.name(file);
    }

    /** Returns the fenced blocks in order. */
    List<Fence> fences() {
        var found = new ArrayList<Fence>();
        for (var at = 0; at < lines.size(); at++) {
            var opening = FENCE.matcher(lines.get(at));
            if (opening.matches()) {
                var closing = closing(at, opening.group(1));
                found.add(new Fence(this, opening.group(2), at, closing));
                at = closing;
            }
        }
        return found;
    }

    /** Returns the lines with all that is fenced left blank. */
    List<String> prose() {
        var prose = new ArrayList<>(lines);
        for (var fence : fences()) {
            for (var at = fence.opening(); at <= fence.closing() && at < prose.size(); at++) {
                prose.set(at, "");
            }
        }
        return prose;
    }

    private int closing(int opening, String marks) {
        for (var at = opening + 1; at < lines.size(); at++) {
            var line = lines.get(at).strip();
            if (line.startsWith(marks) && line.chars().allMatch(mark -> mark == marks.charAt(0))) {
                return at;
            }
        }
        return lines.size();
    }
}
