package dev.holdfast.realtime;

import dev.holdfast.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Chromium without a window, driven by the WebDriver protocol. */
final class Browser implements AutoCloseable {

    private static final String VARIABLE = "HOLDFAST_BROWSER";
    private static final Pattern STARTED = Pattern.compile("started successfully on port ([0-9]+)");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Json json = new Json();
    private final Process driver;
    private final String address;
    private String session = "";

    private Browser() throws IOException {
        driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        address = "http://127.0.0.1:" + port() + "/session";
    }

    /** Opens a browser with nothing in its profile, which is the folder; skips the test where there is none. */
    static Browser opened(Path profile) throws Exception {
        Needed.program(VARIABLE, "chromedriver");
        Needed.program(VARIABLE, "chromium");
        var browser = new Browser();
        browser.begin(profile);
        return browser;
    }

    /** The driver goes on writing, and would wait for somebody to read. */
    private String port() throws IOException {
        var reader = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            var port =
                    STARTED.matcher(line).results().map(found -> found.group(1)).findFirst();
            if (port.isPresent()) {
                Thread.ofVirtual().start(() -> reader.lines().forEach(_ -> {}));
                return port.get();
            }
        }
        throw new IOException("the driver has not started");
    }

    private void begin(Path profile) throws Exception {
        var flags = new ArrayList<>(FLAGS);
        flags.add("--user-data-dir=" + profile);
        var options = Map.of("goog:chromeOptions", Map.of("args", flags));
        var answer = post("", Map.of("capabilities", Map.of("alwaysMatch", options)));
        session = "/" + answer.path("sessionId").asString();
    }

    void open(String url) throws Exception {
        post(session + "/url", Map.of("url", url));
    }

    /** Waits for a promise of the page and returns what it came to. */
    JsonNode outcome(String promise) throws Exception {
        var script = "const done = arguments[0]; " + promise + ".then(done, (error) => done(String(error)));";
        return post(session + "/execute/async", Map.of("script", script, "args", List.of()));
    }

    private JsonNode post(String path, Object body) throws IOException {
        return ask("POST", path, json.write(body));
    }

    private JsonNode ask(String method, String path, byte[] body) throws IOException {
        var connection = (HttpURLConnection) URI.create(address + path).toURL().openConnection();
        connection.setRequestMethod(method);
        if (body.length > 0) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body);
        }
        if (connection.getResponseCode() != 200) {
            var reason = connection.getErrorStream().readAllBytes();
            throw new IOException(new String(reason, StandardCharsets.UTF_8));
        }
        return json.read(connection.getInputStream().readAllBytes()).path("value");
    }

    @Override
    public void close() throws IOException {
        if (!session.isEmpty()) {
            ask("DELETE", session, new byte[0]);
        }
        driver.destroy();
        driver.onExit().join();
    }
}
