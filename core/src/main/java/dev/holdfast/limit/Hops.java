package dev.holdfast.limit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of a forwarded header field from the last to the first: what is nearest was added last, and is read first. */
final class Hops {

    private static final int MOST = 32;
    private static final String FOR = "for=";

    private final List<String> fields;
    private int field;
    private int end;
    private int count;

    Hops(List<String> fields) {
        this.fields = fields;
        this.field = fields.size() - 1;
        this.end = field < 0 ? -1 : fields.get(field).length();
    }

    /** Returns the entry before, null where there is none or too many have been read. */
    @Nullable String next() {
        if (end < 0 && --field >= 0) {
            end = fields.get(field).length();
        }
        if (field < 0 || ++count > MOST) {
            return null;
        }
        var text = fields.get(field);
        var comma = end == 0 ? -1 : text.lastIndexOf(',', end - 1);
        var entry = text.substring(comma + 1, end).strip();
        end = comma;
        return entry;
    }

    /**
     * Returns the node an element of {@code Forwarded} is for, null where it names none or more than one. No node has a comma, so
     * an element is cut at commas though a quoted one might be meant: half a quoted string is no node either.
     */
    static @Nullable String nodeOf(String element) {
        @Nullable String node = null;
        for (var pair : element.split(";", -1)) {
            var parameter = pair.strip();
            if (parameter.regionMatches(true, 0, FOR, 0, FOR.length())) {
                if (node != null) {
                    return null;
                }
                node = unquoted(parameter.substring(FOR.length()));
            }
        }
        return node;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
