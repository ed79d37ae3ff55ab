package dev.holdfast.files;

import dev.holdfast.http.EntityTag;
import dev.holdfast.http.Method;
import dev.holdfast.http.Preconditions;
import dev.holdfast.http.Request;
import java.util.regex.Pattern;

/** Which bytes a request asks for (RFC 9110 section 14). */
sealed interface ByteRange {

    /** All of them. */
    record Whole() implements ByteRange {}

    /** Those from the first to the last, which is within the file. */
    record Part(long first, long last) implements ByteRange {}

    /** Some that are not there. */
    record Beyond() implements ByteRange {}

    /** One range, whose numbers fit: a list of ranges can be made to cost far more than the file, so nobody gets one. */
    Pattern ONE = Pattern.compile("(?i:bytes)=([0-9]{0,18})-([0-9]{0,18})");

    static ByteRange of(Request request, EntityTag tag, long size) {
        var ranges = request.head().headers().all("Range");
        if (request.method() != Method.GET || ranges.size() != 1 || !Preconditions.rangeFits(request, tag)) {
            return new Whole();
        }
        var match = ONE.matcher(ranges.getFirst());
        return match.matches() ? of(match.group(1), match.group(2), size) : new Whole();
    }

    private static ByteRange of(String first, String last, long size) {
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : ofTheEnd(Long.parseLong(last), size);
        }
        var from = Long.parseLong(first);
        var to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return new Whole();
        }
        return from < size ? new Part(from, Math.min(to, size - 1)) : new Beyond();
    }

    private static ByteRange ofTheEnd(long count, long size) {
        return count == 0 || size == 0 ? new Beyond() : new Part(Math.max(0, size - count), size - 1);
    }
}
