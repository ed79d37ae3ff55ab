package dev.holdfast.docs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A link from a page to another file of the repository, or to a heading.
 *
 * @param line counted from 1
 */
record Link(Page page, int line, String target) {

    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern TARGET = Pattern.compile(
            "]\\(<?([^)\\s>]+)>?[^)]*\\)" + "|^\\s*\\[[^]]+]:\\s*<?([^\\s>]+)" + "|(?:href|src)=\"([^\"]+)\"");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*|//.*");

    /** Returns the links of a page that stay inside the repository. */
    static List<Link> of(Page page) {
        var links = new ArrayList<Link>();
        var prose = page.prose();
        for (var at = 0; at < prose.size(); at++) {
            var number = at + 1;
            TARGET.matcher(CODE.matcher(prose.get(at)).replaceAll("``"))
                    .results()
                    .map(found -> found.group(1) != null
                            ? found.group(1)
                            : found.group(2) != null ? found.group(2) : found.group(3))
                    .filter(target -> !ELSEWHERE.matcher(target).matches())
                    .forEach(target -> links.add(new Link(page, number, target)));
        }
        return links;
    }

    /** Returns the file it leads to. */
    Path file() {
        var path = target.replaceFirst("#.*", "");
        if (path.isEmpty()) {
            return page.file();
        }
        // A host would read a leading slash as its own root, so it counts as leaving the repository here.
        return page.file()
                .resolveSibling(URLDecoder.decode(path, StandardCharsets.UTF_8))
                .normalize();
    }

    /** Returns the heading it leads to, or nothing. */
    String anchor() {
        var mark = target.indexOf('#');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    String place() {
        return page.name() + ":" + line;
    }

    @Override
    public String toString() {
        return place() + " -> " + target;
    }
}
