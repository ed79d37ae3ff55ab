package dev.holdfast.http;

import java.util.Optional;

/** The request methods known here (RFC 9110 section 9, RFC 5789). */
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS,
    TRACE,
    CONNECT;

    /** Returns the method of that name; names are case-sensitive. */
    public static Optional<Method> named(String name) {
        return switch (name) {
            case "GET" -> Optional.of(GET);
            case "HEAD" -> Optional.of(HEAD);
            case "POST" -> Optional.of(POST);
            case "PUT" -> Optional.of(PUT);
            case "PATCH" -> Optional.of(PATCH);
            case "DELETE" -> Optional.of(DELETE);
            case "OPTIONS" -> Optional.of(OPTIONS);
            case "TRACE" -> Optional.of(TRACE);
            case "CONNECT" -> Optional.of(CONNECT);
            default -> Optional.empty();
        };
    }
}
