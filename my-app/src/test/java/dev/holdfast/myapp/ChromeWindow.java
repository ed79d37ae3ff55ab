package dev.holdfast.myapp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A window of a browser, and what a person does with it. */
record ChromeWindow(Chrome chrome, String handle) {

    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final Path SHOTS = Path.of("target", "screenshots");

    static final String TAB = "\uE004";
    static final String ENTER = "\uE007";

    /** Shows the page of an address, at the size of a screen and in the colours somebody likes. */
    ChromeWindow show(String address, int width, int height, String colours) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
        post("/url", Map.of("url", address));
        return this;
    }

    /** Types into a field of a form, in place of what is there. */
    ChromeWindow type(String field, String text) {
        var element = find("css selector", field);
        post("/element/" + element + "/clear", Map.of());
        post("/element/" + element + "/value", Map.of("text", text));
        return this;
    }

    ChromeWindow click(String what) {
        post("/element/" + find("css selector", what) + "/click", Map.of());
        return this;
    }

    /** Presses keys, wherever the focus is. */
    ChromeWindow press(String... keys) {
        var strokes = Arrays.stream(keys)
                .flatMapToInt(String::codePoints)
                .mapToObj(Character::toString)
                .flatMap(key ->
                        Stream.of(Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key)))
                .toList();
        post("/actions", Map.of("actions", List.of(Map.of("type", "key", "id", "keys", "actions", strokes))));
        return this;
    }

    /** Waits until a text is somewhere in an element. */
    ChromeWindow see(String id, String text) {
        find("xpath", "//*[@id='%s']/descendant-or-self::*[contains(normalize-space(.), \"%s\")]".formatted(id, text));
        return this;
    }

    /** Returns what a script says of the page. */
    JsonNode ask(String script) {
        return post("/execute/sync", Map.of("script", "return " + script, "args", List.of()));
    }

    /** Returns what the browser has complained of, network aside. */
    List<String> complaints() {
        return post("/se/log", Map.of("type", "browser"))
                .valueStream()
                .filter(entry -> entry.get("level").stringValue().equals("SEVERE"))
                .filter(entry -> !entry.get("source").stringValue().equals("network"))
                .map(entry -> entry.get("message").stringValue())
                .toList();
    }

    /** Keeps a picture of what is seen, for people to look at. */
    ChromeWindow keep(String name) throws IOException {
        select();
        Files.createDirectories(SHOTS);
        Files.write(
                SHOTS.resolve(name + ".png"),
                Base64.getDecoder().decode(chrome.get("/screenshot").stringValue()));
        return this;
    }

    private void command(String name, Map<String, Object> parameters) {
        post("/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
    }

    private String find(String how, String what) {
        return post("/element", Map.of("using", how, "value", what))
                .get(ELEMENT)
                .stringValue();
    }

    private JsonNode post(String path, Map<String, Object> body) {
        select();
        return chrome.post(path, body);
    }

    private void select() {
        chrome.post("/window", Map.of("handle", handle));
    }
}
