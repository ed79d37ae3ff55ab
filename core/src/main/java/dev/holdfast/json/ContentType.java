package dev.holdfast.json;

import dev.holdfast.http.Request;
import java.util.Locale;

/** What a request says its body is (RFC 9110 section 8.3). */
final class ContentType {

    private ContentType() {}

    /** Says whether the body is of that type, and its text in UTF-8. */
    static boolean is(Request request, String type) {
        var parts = request.header("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .split(";", -1);
        if (!parts[0].strip().equals(type)) {
            return false;
        }
        for (var index = 1; index < parts.length; index++) {
            var parameter = parts[index].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }
}
