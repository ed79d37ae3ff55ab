package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.files.StaticFiles;
import dev.holdfast.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official client's bundle for browsers, in a page that lies on the port of the server it talks to. */
class BrowserTest {

    @TempDir
    Path folder;

    @Test
    void a_page_connects_upgrades_gets_an_event_and_is_answered() throws Exception {
        try (var company = Company.begun(StaticFiles.in(page()).open().at("/page"));
                var browser = Browser.opened(folder.resolve("profile"))) {
            browser.open("http://127.0.0.1:" + company.port() + "/page/page.html");

            assertThat(browser.outcome("window.outcome"))
                    .isEqualTo(
                            new Json()
                                    .read(
                                            "{\"text\":\"from a page\",\"bytes\":[1,2,3],\"transport\":\"websocket\",\"isSelf\":true}"));
        }
    }

    private Path page() throws Exception {
        var node = NodeFolder.filled();
        var page = Files.createDirectory(folder.resolve("page"));
        Files.copy(node.file("page.html"), page.resolve("page.html"));
        Files.copy(node.file("page.js"), page.resolve("page.js"));
        var bundle = node.file("node_modules/socket.io-client/dist/socket.io.min.js");
        Files.copy(bundle, page.resolve("socket.io.min.js"));
        return page;
    }
}
