package dev.holdfast.realtime.engine;

import dev.holdfast.http.Response;

/** Why a request is refused, by the codes of Engine.IO (Engine.IO protocol 4). */
enum Refusal {
    UNKNOWN_TRANSPORT(0, 400, "Transport unknown"),
    UNKNOWN_SESSION(1, 400, "Session ID unknown"),
    BAD_METHOD(2, 400, "Bad handshake method"),
    BAD_REQUEST(3, 400, "Bad request"),
    FORBIDDEN(4, 403, "Forbidden"),
    UNSUPPORTED_VERSION(5, 400, "Unsupported protocol version");

    private final int code;
    private final int status;
    private final String message;

    Refusal(int code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    record Words(int code, String message) {}

    Response answer() {
        return Response.json(status, new Words(code, message)).header("Cache-Control", "no-store");
    }
}
