package dev.holdfast.myapp;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.holdfast.json.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A Chromium without a screen, driven by what WebDriver (W3C) has for it; what is looked for is waited for. */
final class Chrome implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Json JSON = new Json();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Process driver;
    private final String session;

    private Chrome(Process driver, String place, Path browser, Path folder) {
        this.driver = driver;
        this.session = place + "/session/"
                + send(
                                "POST",
                                place + "/session",
                                Map.of("capabilities", Map.of("alwaysMatch", wanted(browser, folder))))
                        .get("sessionId")
                        .stringValue();
    }

    /** Starts one with a profile in the folder. Where there is none the test is skipped, unless the environment says that it must not be. */
    static Chrome start(Path folder) throws IOException {
        var driver = onPath("chromedriver");
        var browser = onPath("chromium", "chromium-browser", "google-chrome");
        if (driver.isEmpty() || browser.isEmpty()) {
            assertNotEquals("required", System.getenv("HOLDFAST_BROWSER"), "there is no chromium, or no chromedriver");
            return abort("the page is tried in a browser where chromium and chromedriver are on the PATH");
        }
        var process = new ProcessBuilder(driver.get().toString(), "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            return new Chrome(process, "http://127.0.0.1:" + port(process), browser.get(), folder);
        } catch (IOException | RuntimeException | Error failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static Optional<Path> onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int port(Process process) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            var found = STARTED.matcher(line);
            if (found.find()) {
                return Integer.parseInt(found.group(1));
            }
        }
        throw new IOException("chromedriver has ended");
    }

    private static Map<String, Object> wanted(Path browser, Path folder) {
        var arguments = List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"));
        return Map.of(
                "timeouts",
                Map.of("implicit", PATIENCE.toMillis()),
                "goog:loggingPrefs",
                Map.of("browser", "ALL"),
                "goog:chromeOptions",
                Map.of("binary", browser.toString(), "args", arguments));
    }

    /** Returns the window it starts with. */
    ChromeWindow window() {
        return new ChromeWindow(this, get("/window").stringValue());
    }

    /** Opens one more window. */
    ChromeWindow another() {
        return new ChromeWindow(
                this,
                post("/window/new", Map.of("type", "window")).get("handle").stringValue());
    }

    JsonNode get(String path) {
        return send("GET", session + path, null);
    }

    JsonNode post(String path, Map<String, Object> body) {
        return send("POST", session + path, body);
    }

    private static JsonNode send(String method, String uri, @Nullable Map<String, Object> body) {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(JSON.write(body));
        var request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(PATIENCE.multipliedBy(2))
                .method(method, publisher)
                .build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var value = JSON.read(answer.body()).get("value");
            if (answer.statusCode() != 200) {
                throw new AssertionError(uri + " " + body + ": " + value.get("message"));
            }
            return value;
        } catch (IOException failure) {
            throw new AssertionError("the browser does not answer", failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted");
        }
    }

    @Override
    public void close() {
        try {
            send("DELETE", session, null);
        } finally {
            driver.destroy();
        }
    }
}
