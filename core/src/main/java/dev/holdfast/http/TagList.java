package dev.holdfast.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the tags of If-Match and If-None-Match one by one, and stops at what is none (RFC 9110 section 8.8.3). */
final class TagList {

    private final String list;
    private int at;

    TagList(String list) {
        this.list = list;
    }

    /** Says whether the list names the tag, where tags that are weak count as well. */
    boolean names(EntityTag tag) {
        for (var next = next(); next != null; next = next()) {
            if (next.text().equals(tag.text())) {
                return true;
            }
        }
        return false;
    }

    /** Says whether the list names the tag, where both must be strong. */
    boolean namesStrongly(EntityTag tag) {
        for (var next = next(); next != null; next = next()) {
            if (!next.isWeak() && next.equals(tag)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the tag where the list is one and nothing else. */
    Optional<EntityTag> only() {
        var tag = list.startsWith(",") ? null : next();
        return at == list.length() ? Optional.ofNullable(tag) : Optional.empty();
    }

    private @Nullable EntityTag next() {
        while (at < list.length() && isBetween(list.charAt(at))) {
            at++;
        }
        var isWeak = list.startsWith("W/", at);
        var start = isWeak ? at + 2 : at;
        if (start >= list.length() || list.charAt(start) != '"') {
            return null;
        }
        var end = start + 1;
        while (end < list.length() && EntityTag.isAllowed(list.charAt(end))) {
            end++;
        }
        if (end == list.length() || list.charAt(end) != '"') {
            return null;
        }
        at = end + 1;
        return new EntityTag(list.substring(start + 1, end), isWeak);
    }

    private static boolean isBetween(char character) {
        return character == ',' || character == ' ' || character == '\t';
    }
}
