package dev.holdfast.server;

import dev.holdfast.http.Headers;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.stream.Stream;

/**
 * What a request says about its connection.
 *
 * @param keepAlive whether the client wants to ask more (RFC 9112 section 9.3)
 * @param isOld whether it speaks HTTP/1.0, which knows no chunks
 * @param isUpgrade whether it wants to speak WebSocket from here on, after which no request can follow; wishes for other protocols
 *     are passed over (RFC 9110 section 7.8)
 * @param headOnly whether the answer goes without its body
 */
record Manners(boolean keepAlive, boolean isOld, boolean isUpgrade, boolean headOnly) {

    private static final String CONNECTION = "Connection";

    static Manners of(HttpRequest head, Headers fields) {
        var isOld = HttpVersion.HTTP_1_0.equals(head.protocolVersion());
        var headOnly = head.method().name().equals("HEAD");
        if (!fields.has(CONNECTION)) {
            return new Manners(!isOld, isOld, false, headOnly);
        }
        var isUpgrade = !isOld && lists(fields, CONNECTION, "upgrade") && lists(fields, "Upgrade", "websocket");
        var keepAlive = isOld ? lists(fields, CONNECTION, "keep-alive") : !isUpgrade;
        return new Manners(keepAlive && !lists(fields, CONNECTION, "close"), isOld, isUpgrade, headOnly);
    }

    /** Says whether a field that is a list names something (RFC 9110 section 5.6.1). */
    private static boolean lists(Headers fields, String name, String wanted) {
        return fields.all(name).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .anyMatch(each -> each.strip().equalsIgnoreCase(wanted));
    }

    static Manners ofTheLast(boolean isOld, boolean headOnly) {
        return new Manners(false, isOld, false, headOnly);
    }

    Manners last() {
        return ofTheLast(isOld, headOnly);
    }
}
