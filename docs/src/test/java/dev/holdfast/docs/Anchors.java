package dev.holdfast.docs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names under which the headings of a page can be reached, formed as the hosts of repositories form them. */
final class Anchors {

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
    private static final Pattern EXPLICIT = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

    private Anchors() {}

    static Set<String> of(Page page) {
        var anchors = new HashSet<String>();
        var seen = new HashMap<String, Integer>();
        for (var line : page.prose()) {
            EXPLICIT.matcher(line).results().forEach(found -> anchors.add(found.group(1)));
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                var anchor = anchor(heading.group(1));
                var before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return LINK.matcher(heading)
                .replaceAll("$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                .replace(' ', '-');
    }
}
