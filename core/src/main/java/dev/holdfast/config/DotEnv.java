package dev.holdfast.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the lines of a {@code .env} file: {@code KEY=value}, with quotes where wanted, and comments. */
final class DotEnv {

    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DotEnv() {}

    static Map<String, String> parse(List<String> lines, List<String> faults) {
        var values = new LinkedHashMap<String, String>();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index).replace(BYTE_ORDER_MARK, "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var match = LINE.matcher(line);
            if (!match.matches() || isOpen(match.group(2))) {
                faults.add(".env line " + (index + 1) + ": must be KEY=value or a comment, and a quote must end");
            } else if (values.put(match.group(1), unquoted(match.group(2))) != null) {
                faults.add(match.group(1) + ": stands twice in .env (line " + (index + 1) + ")");
            }
        }
        return values;
    }

    private static boolean isQuoted(String text) {
        return text.startsWith("\"") || text.startsWith("'");
    }

    private static boolean isOpen(String text) {
        return isQuoted(text) && text.indexOf(text.charAt(0), 1) < 0;
    }

    private static String unquoted(String text) {
        return isQuoted(text)
                ? text.substring(1, text.indexOf(text.charAt(0), 1))
                : COMMENT.matcher(text).replaceFirst("").strip();
    }
}
