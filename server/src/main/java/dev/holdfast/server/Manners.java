package dev.holdfast.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * What a request says about its connection.
 *
 * @param keepAlive whether the client wants to ask more (RFC 9112 section 9.3)
 * @param isOld whether it speaks HTTP/1.0, which knows no chunks
 * @param isUpgrade whether it wants to speak WebSocket from here on; other protocols are not spoken, and asking for them is ignored
 * @param headOnly whether the answer goes without its body
 */
record Manners(boolean keepAlive, boolean isOld, boolean isUpgrade, boolean headOnly) {

    static Manners of(HttpRequest head) {
        var upgrade = head.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && head.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        return new Manners(
                HttpUtil.isKeepAlive(head),
                HttpVersion.HTTP_1_0.equals(head.protocolVersion()),
                upgrade,
                head.method().name().equals("HEAD"));
    }

    static Manners ofTheLast(boolean isOld, boolean headOnly) {
        return new Manners(false, isOld, false, headOnly);
    }

    Manners last() {
        return ofTheLast(isOld, headOnly);
    }
}
