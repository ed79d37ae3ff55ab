package dev.holdfast.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cookie for a client to keep (RFC 6265bis section 4.1). What exists is proper: nothing in it can end the cookie, the field or the head.
 *
 * @param path where the client sends it: below this path
 * @param domain for which hosts; empty for the one that sets it and no other
 * @param maxAge how long the client keeps it, to the second; empty for as long as the browser runs
 * @param secure whether it goes over TLS only
 * @param httpOnly whether scripts cannot read it
 */
public record SetCookie(
        String name,
        String value,
        String path,
        Optional<String> domain,
        Optional<Duration> maxAge,
        boolean secure,
        boolean httpOnly,
        SameSite sameSite) {

    /** With which requests that other sites cause a cookie goes along. */
    public enum SameSite {
        /** With none. */
        STRICT("Strict"),
        /** With the one that shows a page of ours. */
        LAX("Lax"),
        /** With all; for cookies that go over TLS only. */
        NONE("None");

        private final String text;

        SameSite(String text) {
            this.text = text;
        }
    }

    private static final int MOST = 4096;
    private static final int MOST_OF_ATTRIBUTE = 1024;
    private static final Pattern PATH = Pattern.compile("/[ -:<-~]*");
    private static final Pattern HOST = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]");

    /** Refuses what is no proper cookie by an {@link IllegalArgumentException}. */
    public SetCookie {
        FieldSyntax.name(name);
        require(Cookies.isValue(value, 0), "its value has characters it may not have; encode it first");
        require(name.length() + value.length() <= MOST, "clients keep " + MOST + " bytes of name and value");
        require(PATH.matcher(path).matches() && path.length() <= MOST_OF_ATTRIBUTE, "its path is none");
        require(domain.isEmpty() || HOST.matcher(domain.get()).matches(), "its domain is none");
        require(domain.isEmpty() || domain.get().length() <= 253, "its domain is too long");
        require(maxAge.isEmpty() || !maxAge.get().isNegative(), "it would be kept for less than no time");
        require(secure || sameSite != SameSite.NONE, "only what goes over TLS may go with the requests of other sites");
        requirePrefix(name.toLowerCase(Locale.ROOT), path, domain, secure);
    }

    /** A cookie for the whole host, as long as the browser runs: over TLS only, not for scripts, not with requests of other sites. */
    public static SetCookie of(String name, String value) {
        return new SetCookie(name, value, "/", Optional.empty(), Optional.empty(), true, true, SameSite.LAX);
    }

    /** What makes a client forget the cookie of that name; path and domain must be those with which it was set. */
    public static SetCookie forgetting(String name) {
        return of(name, "").lasting(Duration.ZERO);
    }

    /** Returns this cookie for a time. */
    public SetCookie lasting(Duration time) {
        return new SetCookie(name, value, path, domain, Optional.of(time), secure, httpOnly, sameSite);
    }

    /** Returns this cookie for what is below a path. */
    public SetCookie below(String other) {
        return new SetCookie(name, value, other, domain, maxAge, secure, httpOnly, sameSite);
    }

    /** Returns this cookie for a domain and every host in it. */
    public SetCookie across(String other) {
        return new SetCookie(name, value, path, Optional.of(other), maxAge, secure, httpOnly, sameSite);
    }

    /** Returns this cookie with other requests of other sites. */
    public SetCookie sameSite(SameSite other) {
        return new SetCookie(name, value, path, domain, maxAge, secure, httpOnly, other);
    }

    /** Returns this cookie for scripts as well. */
    public SetCookie forScripts() {
        return new SetCookie(name, value, path, domain, maxAge, secure, false, sameSite);
    }

    /** Returns this cookie without TLS as well, as a program on the own machine needs it. */
    public SetCookie withoutTls() {
        return new SetCookie(name, value, path, domain, maxAge, false, httpOnly, sameSite);
    }

    /** Clients refuse what a name promises and the rest does not hold, in whatever case it is written. */
    private static void requirePrefix(String name, String path, Optional<String> domain, boolean secure) {
        var isHost = name.startsWith("__host-");
        require(secure || !(isHost || name.startsWith("__secure-")), "its name promises TLS");
        require(!isHost || (path.equals("/") && domain.isEmpty()), "its name promises one host, and all of it");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("not a proper cookie: " + otherwise);
        }
    }

    /** Returns the value of its Set-Cookie field. */
    @Override
    public String toString() {
        var text = new StringBuilder(name)
                .append('=')
                .append(value)
                .append("; Path=")
                .append(path);
        domain.ifPresent(host -> text.append("; Domain=").append(host));
        maxAge.ifPresent(time -> text.append("; Max-Age=").append(time.toSeconds()));
        if (secure) {
            text.append("; Secure");
        }
        if (httpOnly) {
            text.append("; HttpOnly");
        }
        return text.append("; SameSite=").append(sameSite.text).toString();
    }
}
