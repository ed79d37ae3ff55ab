package dev.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and queries become records, or are refused with everything that is wrong. */
class BindingTest {

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> Program.draft());

    private final TestClient client = BACKEND.inMemory();

    private static Map<String, Object> thing() {
        var thing = new HashMap<String, Object>();
        thing.put("name", "Lamp");
        thing.put("email", "a@b.cd");
        thing.put("amount", 3);
        thing.put("price", 12.50);
        thing.put("parts", List.of());
        return thing;
    }

    private static Map<String, Object> thingWith(String name, Object value) {
        var thing = thing();
        thing.put(name, value);
        return thing;
    }

    private static List<String> faults(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
        assertThat(reply.textAt("/code")).isEqualTo("validation_failed");
        return reply.at("/errors")
                .valueStream()
                .map(fault -> fault.get("pointer").stringValue() + " "
                        + fault.get("message").stringValue())
                .toList();
    }

    @Test
    void text_is_normalised_before_it_is_validated() {
        var thing = thingWith("name", "   Lamp        ");
        thing.put("email", "  ANN@Example.COM ");
        var reply = client.post("/things", thing);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).contains("/things/1");
        assertThat(reply.textAt("/data/thing/name")).isEqualTo("Lamp");
        assertThat(reply.textAt("/data/thing/email")).isEqualTo("ann@example.com");
        assertThat(reply.at("/data/thing/price").decimalValue()).isEqualByComparingTo("12.5");
    }

    @Test
    void Z3_types_unknown_names_and_rules_are_reported_together() {
        var thing = thing();
        thing.put("name", " ");
        thing.put("email", List.of());
        thing.put("amount", "3");
        thing.put("isAdmin", true);
        thing.put("color", "GREEN");
        thing.put("parts", List.of(Map.of("name", "", "count", 1), Map.of("count", 2.5)));
        thing.remove("price");

        assertThat(faults(client.post("/things", thing)))
                .containsExactly(
                        "/name must not be blank",
                        "/email must be a string",
                        "/amount must be a whole number within 32 bits",
                        "/price is required",
                        "/color must be one of RED, BLUE",
                        "/parts/0/name must not be blank",
                        "/parts/1/name is required",
                        "/parts/1/count must be a whole number within 32 bits",
                        "/isAdmin is not known here");
    }

    @Test
    void one_past_a_rule_is_refused_and_the_limit_itself_is_not() {
        assertThat(client.post("/things", thingWith("name", "x".repeat(10))).status())
                .isEqualTo(201);
        assertThat(faults(client.post("/things", thingWith("name", "x".repeat(11)))))
                .containsExactly("/name must have at most 10 characters");
    }

    @Test
    void the_rules_inside_an_optional_hold_for_what_is_there_and_ask_for_nothing() {
        assertThat(client.post("/things", thing()).status()).isEqualTo(201);
        var withNull = "{\"name\":\"a\",\"email\":\"a@b.cd\",\"amount\":1,\"price\":1,\"parts\":[],\"label\":null}";
        assertThat(client.post("/things", withNull).status()).isEqualTo(201);
        assertThat(client.post("/things", thingWith("label", " abcde ")).textAt("/data/thing/label"))
                .isEqualTo("abcde");
        assertThat(faults(client.post("/things", thingWith("label", " ")))).containsExactly("/label must not be blank");
        assertThat(faults(client.post("/things", thingWith("label", "abcdef"))))
                .containsExactly("/label must have at most 5 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "amount, 2147483648, must be a whole number within 32 bits",
        "amount, 1e3000000, must be a whole number within 32 bits",
        "amount, 1.5, must be a whole number within 32 bits",
        "price, 1e999999999, must be a number",
        "email, '{\"$gt\":\"\"}', must be a string",
        "name, '{\"$ne\":null}', must be a string",
        "parts, '{}', must be a list",
        "parts, '[null]', is required",
        "replaces, '\"1\"', must be a UUID",
        "name, '\"\\ud800\"', must be well-formed text",
        "name, '\"a\\u0000b\"', must not contain NUL characters",
    })
    void I1_hostile_values_are_faults_with_a_pointer(String name, String value, String message) {
        var thing = thing();
        thing.remove(name);
        var json = new String(new dev.holdfast.json.Json().write(thing), java.nio.charset.StandardCharsets.UTF_8);
        var body = json.substring(0, json.length() - 1) + ",\"" + name + "\":" + value + "}";

        assertThat(faults(client.post("/things", body)))
                .singleElement()
                .asString()
                .endsWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":1} trailing",
                "/* */ {}",
                "{\"a\":01}",
                "\uFEFF{",
            })
    void I4_what_is_not_strict_json_is_refused(String body) {
        var reply = client.post("/things", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.textAt("/code")).isEqualTo("bad_request");
    }

    @Test
    void I4_json_beyond_the_limits_is_refused() {
        for (var body : List.of(
                "[".repeat(5_000),
                "{\"a\":" + "9".repeat(5_000) + "}",
                "{\"" + "n".repeat(5_000) + "\":1}",
                "{\"a\":1e9999999999}",
                "{\"a\":1e-9999999999}")) {
            assertThat(client.post("/things", body).textAt("/code")).isEqualTo("bad_request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "5", "null", "true"})
    void I4_json_that_is_no_object_is_refused(String body) {
        assertThat(faults(client.post("/things", body))).containsExactly(" must be an object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/xml", "", "application/json; charset=utf-16", "application/jsonp"})
    void I14_a_body_of_another_type_is_415(String type) {
        var reply = client.with("Content-Type", type).post("/things", thing());

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.textAt("/code")).isEqualTo("unsupported_media_type");
    }

    @Test
    void a_charset_of_utf_8_is_accepted() {
        assertThat(client.with("Content-Type", "application/json; charset=UTF-8")
                        .post("/things", thing())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_query_is_bound_with_its_defaults() {
        var reply = client.get("/things?text=a+b%26c&exact=true");

        assertThat(reply.at("/page/limit").intValue()).isEqualTo(20);
        assertThat(reply.textAt("/page/next")).isEqualTo("more");
        assertThat(reply.textAt("/data/things/0")).isEqualTo("a b&c");
        assertThat(reply.textAt("/data/things/1")).isEqualTo("Optional[true]");
        assertThat(client.get("/things?limit=100").at("/page/next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, /limit must be at least 1",
        "limit=101, /limit must be at most 100",
        "limit=ten, /limit must be a whole number within 32 bits",
        "limit=1&limit=2, /limit is given twice",
        "exact=1, /exact must be true or false",
        "text[$ne]=x, /text[$ne] is not known here",
        "a~b/c=1, /a~0b~1c is not known here",
    })
    void I3_a_bad_query_is_refused_with_its_pointer(String query, String fault) {
        var encoded = query.replace("[", "%5B").replace("]", "%5D");
        assertThat(faults(client.get("/things?" + encoded))).contains(fault);
    }

    @Test
    void I5_a_query_of_too_many_parameters_is_refused() {
        var query = new StringBuilder("/things?");
        for (var index = 0; index <= 100; index++) {
            query.append('p').append(index).append("=1&");
        }

        assertThat(client.get(query.toString()).status()).isEqualTo(400);
    }

    @Test
    void an_input_with_more_faults_than_are_told_is_refused_like_any_other() {
        var parts = new java.util.ArrayList<Map<String, Object>>();
        for (var index = 0; index < 60; index++) {
            parts.add(Map.of("name", "x", "count", "many"));
        }
        assertThat(faults(client.post("/things", thingWith("parts", parts)))).hasSize(50);
    }

    @Test
    void a_name_that_is_no_well_formed_text_is_refused_like_any_other() {
        assertThat(client.post("/things", "{\"\\ud800\":1}").textAt("/code")).isEqualTo("bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void I14_json_in_another_encoding_than_utf_8_is_refused(String encoding) {
        var body = new String(new dev.holdfast.json.Json().write(thing()), java.nio.charset.StandardCharsets.UTF_8)
                .getBytes(java.nio.charset.Charset.forName(encoding));
        var reply = client.post("/things", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.textAt("/code")).isEqualTo("bad_request");
    }

    @Test
    void I4_json_that_is_not_proper_utf_8_is_refused() {
        var body = new byte[] {'{', '"', 'n', '"', ':', '"', (byte) 0xC0, (byte) 0xAE, '"', '}'};

        assertThat(client.post("/things", body).textAt("/code")).isEqualTo("bad_request");
    }
}
