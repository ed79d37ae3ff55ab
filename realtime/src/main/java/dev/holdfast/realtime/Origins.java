package dev.holdfast.realtime;

import dev.holdfast.app.Cors;
import dev.holdfast.http.Request;

/**
 * Which pages may open a session: those of this server, and those of origins that may read its answers. CORS does not guard a
 * WebSocket, so that it is asked at each handshake.
 */
record Origins(Cors cors) {

    boolean admit(Request handshake) {
        return handshake
                .header("Origin")
                .map(origin -> cors.origins().contains(origin) || isOwn(origin, handshake))
                .orElse(true);
    }

    private static boolean isOwn(String origin, Request handshake) {
        var scheme = origin.indexOf("://");
        return scheme > 0
                && origin.substring(scheme + 3)
                        .equalsIgnoreCase(handshake.header("Host").orElse(""));
    }
}
