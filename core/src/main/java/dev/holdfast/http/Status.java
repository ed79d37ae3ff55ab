package dev.holdfast.http;

import dev.holdfast.Kind;

/** Status codes (RFC 9110 section 15): the one of each kind of problem, and the phrase of each code. */
public final class Status {

    private Status() {}

    /** Returns the status code of a kind of problem. */
    public static int of(Kind kind) {
        return switch (kind) {
            case MALFORMED, INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case MISSING -> 404;
            case WRONG_METHOD -> 405;
            case TOO_SLOW -> 408;
            case CONFLICT -> 409;
            case OUTDATED -> 412;
            case TOO_LARGE -> 413;
            case TARGET_TOO_LONG -> 414;
            case UNSUPPORTED_TYPE -> 415;
            case UNPROCESSABLE -> 422;
            case UPGRADE_REQUIRED -> 426;
            case TOO_MANY -> 429;
            case HEADERS_TOO_LARGE -> 431;
            case INTERNAL -> 500;
            case NOT_IMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case VERSION_NOT_SUPPORTED -> 505;
        };
    }

    /** Returns the phrase that goes with a status code; empty for a code without a registered one. */
    public static String phrase(int status) {
        return switch (status) {
            case 100 -> "Continue";
            case 101 -> "Switching Protocols";
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 206 -> "Partial Content";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 303 -> "See Other";
            case 304 -> "Not Modified";
            case 307 -> "Temporary Redirect";
            case 308 -> "Permanent Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 411 -> "Length Required";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 416 -> "Range Not Satisfiable";
            case 417 -> "Expectation Failed";
            case 422 -> "Unprocessable Content";
            case 426 -> "Upgrade Required";
            case 428 -> "Precondition Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default -> "";
        };
    }

    /** Says whether an answer with this status never has a body (RFC 9110 section 6.4.1). */
    public static boolean isBodiless(int status) {
        return status < 200 || status == 204 || status == 304;
    }
}
