package dev.holdfast.http;

import dev.holdfast.Page;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer: status, header fields and what it carries. Immutable.
 *
 * @param status a final status of RFC 9110 section 15, or 101 with an upgrade
 */
public record Response(int status, Headers headers, Body body) {

    public Response {
        if (status != 101 && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("not a final status: " + status);
        }
        if (status == 101 && !(body instanceof Body.Upgrade)) {
            throw new IllegalArgumentException("101 is answered by an upgrade only");
        }
    }

    /** 200 with the record's own fields as data. */
    public static Response ok(Object data) {
        return json(200, new Success(data, null));
    }

    /** 200 with one named thing as data. */
    public static Response ok(String name, Object thing) {
        return json(200, new Success(Map.of(name, thing), null));
    }

    /** 200 with a page of named things as data. */
    public static Response ok(String name, Page<?> page) {
        return json(200, new Success(Map.of(name, page.items()), page));
    }

    /** 201 with where the thing now lives, and the thing. */
    public static Response created(String location, String name, Object thing) {
        return json(201, new Success(Map.of(name, thing), null)).header("Location", location);
    }

    /** 202 with the record's own fields as data: what was asked for happens later. */
    public static Response accepted(Record data) {
        return json(202, new Success(data, null));
    }

    /** 204, with nothing. */
    public static Response noContent() {
        return of(204, new Body.Empty());
    }

    /** The status and any value as JSON, without the envelope of success. */
    public static Response json(int status, Object value) {
        return of(status, new Body.Json(value));
    }

    /** 200 with plain text. */
    public static Response text(String text) {
        return bytes(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The status and bytes of a media type; the bytes are not copied and must not change. */
    public static Response bytes(int status, String type, byte[] content) {
        return of(status, new Body.Bytes(content)).header("Content-Type", type);
    }

    /** The status and a body, without header fields. */
    public static Response of(int status, Body body) {
        return new Response(status, Headers.NONE, body);
    }

    /**
     * Returns this answer with a header field in place of any of the same name. Fields that say where the answer or its
     * connection ends, as Content-Length does, are the server's own; those of a program are not sent.
     */
    public Response header(String name, String value) {
        return new Response(status, headers.with(name, value), body);
    }

    /** Returns this answer with a header field beside any of the same name. */
    public Response and(String name, String value) {
        return new Response(status, headers.and(name, value), body);
    }

    /** Returns this answer with a cookie for the client to keep, beside any other. */
    public Response cookie(SetCookie cookie) {
        return and("Set-Cookie", cookie.toString());
    }

    /** Returns this answer with the tag of the state it shows; who has that state already is answered 304 to a GET. */
    public Response tagged(EntityTag tag) {
        return header("ETag", tag.toString());
    }

    /** Returns this answer with another body. */
    public Response carrying(Body other) {
        return new Response(status, headers, other);
    }

    /** Returns this answer with its own header fields over the given ones. */
    public Response over(Headers base) {
        return new Response(status, headers.over(base), body);
    }
}
