package dev.holdfast.http;

import dev.holdfast.Caller;
import dev.holdfast.Problem;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A question: one HTTP request, immutable. What was not declared on its route it does not hand out. */
public final class Request {

    private static final byte[] NOTHING = {};

    private final Head head;
    private final byte[] content;
    private final Caller caller;
    private final @Nullable Matched matched;
    private final @Nullable Problem refusal;

    /**
     * What came before the body.
     *
     * @param path the path as sent, percent-encoded
     * @param query what followed the question mark, as sent; empty where there was none
     * @param client the address of the client
     */
    public record Head(Method method, String path, String query, Headers headers, InetAddress client) {}

    private record Matched(Map<String, String> parameters, boolean takesBody) {}

    private Request(Head head, byte[] content, Caller caller, @Nullable Matched matched, @Nullable Problem refusal) {
        this.head = head;
        this.content = content;
        this.caller = caller;
        this.matched = matched;
        this.refusal = refusal;
    }

    /** A request as it arrived; the content is not copied and must not change. */
    public static Request of(Head head, byte[] content) {
        return new Request(head, content, new Caller.Visitor(), null, null);
    }

    /** A request that the server could not accept: it passes the middleware like any other and is answered with the problem. */
    public static Request refused(Head head, Problem refusal) {
        return new Request(head, NOTHING, new Caller.Visitor(), null, refusal);
    }

    /** Returns this request as asked by the caller. */
    public Request by(Caller who) {
        return new Request(head, content, who, matched, refusal);
    }

    /** Returns this request as it comes from the client. */
    public Request from(InetAddress client) {
        var real = new Head(head.method(), head.path(), head.query(), head.headers(), client);
        return new Request(real, content, caller, matched, refusal);
    }

    /** Returns this request at a route: with the values of its path parameters, and its body where the route takes one. */
    public Request at(Map<String, String> parameters, boolean takesBody) {
        return new Request(head, content, caller, new Matched(parameters, takesBody), refusal);
    }

    /** Returns this request with its body as it was before it was packed for the way here. */
    public Request decoded(byte[] unpacked) {
        var plain = new Head(
                head.method(),
                head.path(),
                head.query(),
                head.headers().with("Content-Encoding", "identity"),
                head.client());
        return new Request(plain, unpacked, caller, matched, refusal);
    }

    public Head head() {
        return head;
    }

    public Method method() {
        return head.method();
    }

    /** Returns the path as sent, percent-encoded. */
    public String path() {
        return head.path();
    }

    /** Returns the first value of a header field. */
    public Optional<String> header(String name) {
        return head.headers().first(name);
    }

    /**
     * Returns the value of a cookie as it was sent, with quotes where it has some; where a name is sent twice, the first, which is
     * the one of the more particular path. What is no proper cookie is passed over, and so is what comes after 150 of them.
     */
    public Optional<String> cookie(String name) {
        return Cookies.first(head.headers(), name);
    }

    /** Returns who is asking; a visitor until the route has asked the authenticator. */
    public Caller caller() {
        return caller;
    }

    /** Returns the problem for which the server refuses this request, where there is one. */
    public Optional<Problem> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * Returns the decoded value of a path parameter; of one that stands for the rest of the path, the segments with slashes
     * between them, none of which is a dot or two, or has a slash of its own.
     *
     * @throws IllegalStateException where the route declares no such parameter
     */
    public String path(String parameter) {
        var value = matched == null ? null : matched.parameters().get(parameter);
        if (value == null) {
            throw new IllegalStateException("the route of " + head.path() + " has no parameter {" + parameter + "}");
        }
        return value;
    }

    /**
     * Returns a path parameter parsed; a value that cannot be parsed names nothing, so it is a problem of kind missing.
     *
     * @param parse refuses a value by an {@link IllegalArgumentException}
     */
    public <T> T path(String parameter, Function<String, T> parse) {
        try {
            return parse.apply(path(parameter));
        } catch (IllegalArgumentException _) {
            throw new Problem(dev.holdfast.Kind.MISSING, "nothing lives at " + head.path());
        }
    }

    /**
     * Returns the body's bytes, which must not be changed.
     *
     * @throws IllegalStateException where the route declares no body
     */
    public byte[] content() {
        if (matched == null || !matched.takesBody()) {
            throw new IllegalStateException("the route of " + head.path() + " declares no body");
        }
        return content;
    }

    @Override
    public String toString() {
        return head.method() + " " + head.path();
    }
}
