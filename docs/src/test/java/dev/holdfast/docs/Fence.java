package dev.holdfast.docs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param opening the index of the line that opens it
 * @param closing the index of the line that closes it
 */
record Fence(Page page, String language, int opening, int closing) {

    private static final Pattern SOURCE = Pattern.compile("<!-- source: (\\S+)#([\\w-]+) -->");

    /** Returns where the comment above the block says its text comes from. */
    Optional<Region> source() {
        var above = opening == 0 ? "" : page.lines().get(opening - 1).strip();
        var comment = SOURCE.matcher(above);
        return comment.matches() ? Optional.of(new Region(comment.group(1), comment.group(2))) : Optional.empty();
    }

    /** Returns the text between the fences, without the indentation of the block itself. */
    List<String> body() {
        return page.lines().subList(opening + 1, closing).stream()
                .map(line -> line.startsWith(indentation())
                        ? line.substring(indentation().length())
                        : line)
                .toList();
    }

    /** Returns what stands before the fence. */
    String indentation() {
        var line = page.lines().get(opening);
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    /** Returns file and line as tools print them. */
    String place() {
        return page.name() + ":" + (opening + 1);
    }
}
