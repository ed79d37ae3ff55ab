package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.http.SetCookie.SameSite;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies on their way in and out (RFC 6265bis). */
class CookiesTest {

    private static Optional<String> read(String name, String... fields) {
        var headers = Headers.NONE;
        for (var field : fields) {
            headers = headers.and("Cookie", field);
        }
        var head = new Request.Head(Method.GET, "/", "", headers, InetAddress.getLoopbackAddress());
        return Request.of(head, new byte[0]).cookie(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1 | 1",
                "b=2; a=1 | 1",
                "b=2;a=1;c=3 | 1",
                "a=1; a=2 | 1",
                "a= | ''",
                "a=\"1\" | \"1\"",
                "a=b=c | b=c",
                "broken; ;; =x; a=1 | 1",
                "A=2; aa=3; a=1 | 1",
                "a=one two; a=1 | 1",
                "a=x,y; a=1 | 1",
                "a=\"x; a=1 | 1",
                "a=x\\y; a=1 | 1",
                "  a=1   | 1",
            })
    void the_first_proper_one_of_that_name_is_read(String field, String value) {
        assertThat(read("a", field)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", ";", "=", "b=1", "aa=1", "ba=1", "a =1", "a=\u00e4", "a=\"", "a=\"\"\""})
    void what_is_no_proper_cookie_is_none(String field) {
        assertThat(read("a", field)).isEmpty();
    }

    @Test
    void several_fields_are_one_list_and_what_comes_after_150_cookies_is_not_read() {
        assertThat(read("a", "b=1", "a=2")).contains("2");
        assertThat(read("a", "b=1;".repeat(149) + "a=2")).contains("2");
        assertThat(read("a", "b=1;".repeat(150) + "a=2")).isEmpty();
        assertThat(read("a")).isEmpty();
    }

    @Test
    void a_cookie_is_careful_unless_told_otherwise() {
        assertThat(SetCookie.of("a", "1")).hasToString("a=1; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(SetCookie.of("a", "1")
                        .lasting(Duration.ofDays(1))
                        .below("/api")
                        .across("example.com")
                        .sameSite(SameSite.STRICT)
                        .forScripts()
                        .withoutTls())
                .hasToString("a=1; Path=/api; Domain=example.com; Max-Age=86400; SameSite=Strict");
        assertThat(SetCookie.forgetting("a")).hasToString("a=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "a;b", "a\r\nSet-Cookie: b", "\u00e4", "\"a\"", "a\0", "a,b"})
    void a_name_is_a_token(String name) {
        refuses(() -> SetCookie.of(name, "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a;b",
                "a,b",
                "a\\b",
                "a\"b",
                "\"",
                "\"a",
                "a\r\nX: y",
                "a\n",
                "\t",
                "a\0b",
                "\u00e4",
                "\u010a"
            })
    void I9_a_value_ends_nothing(String value) {
        refuses(() -> SetCookie.of("a", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a;Domain=evil.com", "/a\r\nX: y", "/\u00e4", "/a\0", "/a\u007f"})
    void a_path_ends_nothing(String path) {
        refuses(() -> SetCookie.of("a", "1").below(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".example.com",
                "com",
                "example.com;Path=/x",
                "ex ample.com",
                "-a.com",
                "a..com",
                "1.2.3.4",
                "a.com\n"
            })
    void a_domain_is_one(String domain) {
        refuses(() -> SetCookie.of("a", "1").across(domain));
    }

    @Test
    void R5_what_a_name_promises_holds() {
        assertThatCode(() -> SetCookie.of("__Host-a", "1")).doesNotThrowAnyException();
        assertThatCode(() -> SetCookie.of("__Secure-a", "1").below("/x").across("a.com"))
                .doesNotThrowAnyException();
        refuses(() -> SetCookie.of("__Host-a", "1").below("/x"));
        refuses(() -> SetCookie.of("__hOST-a", "1").across("a.com"));
        refuses(() -> SetCookie.of("__Host-a", "1").withoutTls());
        refuses(() -> SetCookie.of("__secure-a", "1").withoutTls());
        refuses(() -> SetCookie.of("a", "1").withoutTls().sameSite(SameSite.NONE));
    }

    @Test
    void one_past_what_clients_keep_is_refused() {
        assertThatCode(() -> SetCookie.of("a", "x".repeat(4095))).doesNotThrowAnyException();
        refuses(() -> SetCookie.of("a", "x".repeat(4096)));
        assertThatCode(() -> SetCookie.of("a", "1").below("/" + "x".repeat(1023)))
                .doesNotThrowAnyException();
        refuses(() -> SetCookie.of("a", "1").below("/" + "x".repeat(1024)));
        refuses(() -> SetCookie.of("a", "1").lasting(Duration.ofSeconds(-1)));
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class);
    }
}
