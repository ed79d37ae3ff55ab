package dev.holdfast;

/** The reasons for which a request is refused, in domain words; the HTTP layer knows the status of each. */
public enum Kind {
    /** The request cannot be understood at all. */
    MALFORMED("bad_request"),
    /** The request was understood, and some of its values are not acceptable. */
    INVALID("validation_failed"),
    /** Nobody is signed in, or the proof of it does not hold. */
    UNAUTHENTICATED("unauthenticated"),
    /** The caller is known and may not do this. */
    FORBIDDEN("forbidden"),
    /** There is no such thing. */
    MISSING("not_found"),
    /** The thing is there and does not understand this method. */
    WRONG_METHOD("method_not_allowed"),
    /** The client took too long to say what it wants. */
    TOO_SLOW("request_timeout"),
    /** The request contradicts what is stored. */
    CONFLICT("conflict"),
    /** The request was made for another state of the thing than the one it is in. */
    OUTDATED("precondition_failed"),
    /** The body is larger than accepted. */
    TOO_LARGE("content_too_large"),
    /** The request target is longer than accepted. */
    TARGET_TOO_LONG("uri_too_long"),
    /** The body is of a type that is not accepted here. */
    UNSUPPORTED_TYPE("unsupported_media_type"),
    /** The request is well formed and cannot be carried out, as when it refers to a thing that is not there. */
    UNPROCESSABLE("unprocessable"),
    /** The client has to speak another version of a protocol. */
    UPGRADE_REQUIRED("upgrade_required"),
    /** The caller has asked too often. */
    TOO_MANY("too_many_requests"),
    /** The header fields are larger or more than accepted. */
    HEADERS_TOO_LARGE("headers_too_large"),
    /** A fault of the program. */
    INTERNAL("internal_error"),
    /** The server does not know this method or coding. */
    NOT_IMPLEMENTED("not_implemented"),
    /** Something that is needed is away or busy for the moment. */
    UNAVAILABLE("unavailable"),
    /** The protocol version is not spoken here. */
    VERSION_NOT_SUPPORTED("http_version_not_supported");

    private final String code;

    Kind(String code) {
        this.code = code;
    }

    /** Returns the word by which a program recognises this kind of refusal, as in {@code validation_failed}. */
    public String code() {
        return code;
    }
}
