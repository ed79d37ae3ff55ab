package dev.holdfast.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the lines of a {@code .env} file: {@code KEY=value}, with quotes where wanted, and comments. */
final class DotEnv {

    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

    private DotEnv() {}

    static Map<String, String> parse(List<String> lines, List<String> faults) {
        var values = new LinkedHashMap<String, String>();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var match = LINE.matcher(line);
            if (!match.matches()) {
                faults.add(".env line " + (index + 1) + ": must be KEY=value or a comment");
            } else if (values.put(match.group(1), unquoted(match.group(2))) != null) {
                faults.add(match.group(1) + ": stands twice in .env (line " + (index + 1) + ")");
            }
        }
        return values;
    }

    private static String unquoted(String text) {
        for (var quote : List.of("\"", "'")) {
            var end = text.indexOf(quote, 1);
            if (text.startsWith(quote) && end > 0) {
                return text.substring(1, end);
            }
        }
        var comment = text.indexOf(" #");
        return (comment < 0 ? text : text.substring(0, comment)).strip();
    }
}
