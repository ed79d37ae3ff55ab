package dev.holdfast.accounts;

import dev.holdfast.Problem;
import dev.holdfast.http.Request;
import dev.holdfast.routing.PercentCoding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider sends along with a browser. It adds what it likes, which is passed over; what should be there once and is there
 * twice counts as not there. It does not print itself.
 */
record Callback(Optional<String> state, Optional<String> code, Optional<String> error, Optional<String> issuer) {

    private static final Set<String> NAMES = Set.of("state", "code", "error", "iss");

    static Callback of(Request request) {
        var found = new HashMap<String, String>();
        try {
            for (var pair : request.head().query().split("&", -1)) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                if (NAMES.contains(name)
                        && found.put(name, PercentCoding.decodeForm(pair.substring(equals + 1))) != null) {
                    return read(Map.of());
                }
            }
            return read(found);
        } catch (Problem _) {
            return read(Map.of());
        }
    }

    private static Callback read(Map<String, String> found) {
        return new Callback(
                Optional.ofNullable(found.get("state")),
                Optional.ofNullable(found.get("code")),
                Optional.ofNullable(found.get("error")),
                Optional.ofNullable(found.get("iss")));
    }

    @Override
    public String toString() {
        return "hidden";
    }
}
