package dev.holdfast.docs.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.SetCookie;
import dev.holdfast.testkit.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shop of the page on browsers does what the page says. */
class ShopTest {

    @RegisterExtension
    static final Backend BACKEND = Backend.of(folder -> new Shop(withAssets(folder)).program());

    private static Path withAssets(Path folder) {
        try {
            Files.writeString(folder.resolve("index.html"), "<h1>Shop</h1>");
            Files.writeString(folder.resolve("app-0123abcd.js"), "1");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return folder;
    }

    @Test
    void files_are_fresh_for_as_long_as_they_say() {
        var client = BACKEND.overSocket();

        assertThat(client.get("/assets/index.html").header("Cache-Control").orElseThrow())
                .contains("max-age=3600");
        assertThat(client.get("/assets/app-0123abcd.js").header("Cache-Control").orElseThrow())
                .contains("immutable");
    }

    @Test
    void a_cookie_is_kept_safe_and_read_back() {
        var client = BACKEND.overSocket();

        assertThat(client.get("/theme").textAt("/data/theme")).isEqualTo("light");
        assertThat(client.with("Cookie", "theme=dark").get("/theme").textAt("/data/theme"))
                .isEqualTo("dark");
        assertThat(client.post("/theme", Map.of("name", "dark")).status()).isEqualTo(415);
        assertThat(SetCookie.of("theme", "dark").toString()).contains("HttpOnly", "Secure", "SameSite=Lax");
    }

    @Test
    void the_sixth_order_in_a_minute_is_refused() {
        var client = BACKEND.overSocket();
        for (var order = 0; order < 5; order++) {
            assertThat(client.send("POST", "/orders", null).status()).isEqualTo(204);
        }

        assertThat(client.send("POST", "/orders", null).status()).isEqualTo(429);
    }

    @Test
    void what_is_kept_goes_with_its_tag_and_what_has_changed_is_not_written_over() {
        var client = BACKEND.overSocket();
        var tag = client.get("/article").header("ETag").orElseThrow();

        assertThat(client.get("/articles").at("/data/articles")).hasSize(1);
        assertThat(client.with("If-None-Match", tag).get("/article").status()).isEqualTo(304);
        assertThat(client.with("If-Match", tag)
                        .post("/article", Map.of("name", "chair"))
                        .status())
                .isEqualTo(204);
        assertThat(client.with("If-Match", tag)
                        .post("/article", Map.of("name", "table"))
                        .status())
                .isEqualTo(412);
        assertThat(client.get("/articles").textAt("/data/articles/0")).isEqualTo("chair");
    }
}
