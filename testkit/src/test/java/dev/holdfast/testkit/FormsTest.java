package dev.holdfast.testkit;

import static dev.holdfast.routing.Routes.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Default;
import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.http.Response;
import dev.holdfast.http.SetCookie;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What forms of pages send becomes the same records as JSON, and a cookie comes back. */
class FormsTest {

    static final String FORM = "application/x-www-form-urlencoded";

    record Subscription(
            @Trim @Size(max = 10) String name,
            @Trim @Lowercase @Email String email,
            @Default("1") int copies,
            Optional<Boolean> html) {}

    @RegisterExtension
    static final Backend BACKEND = Backend.of(_ -> draft());

    private static AppDraft draft() {
        return App.serving(post("/subscriptions")
                .open()
                .form(Subscription.class)
                .returns(201, Subscription.class)
                .to((request, wanted) -> Response.created("/subscriptions/1", "subscription", wanted)
                        .header("X-Before", request.cookie("name").orElse("nobody"))
                        .cookie(SetCookie.of("name", "ann"))
                        .cookie(SetCookie.of("other", "2"))));
    }

    static List<TestClient> clients() {
        return BACKEND.bothDoors().stream()
                .map(client -> client.with("Content-Type", FORM))
                .toList();
    }

    private static Reply sent(String body) {
        return clients().getFirst().post("/subscriptions", body);
    }

    private static List<String> faults(String body) {
        var reply = sent(body);
        assertThat(reply.textAt("/code")).as(reply.toString()).isEqualTo("validation_failed");
        return reply.at("/errors")
                .valueStream()
                .map(fault -> fault.get("pointer").stringValue() + " "
                        + fault.get("message").stringValue())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void a_form_becomes_a_record_by_the_rules_of_json(TestClient client) {
        var reply = client.post("/subscriptions", "name=+%C3%84nn+%26+Co+&email=ANN%40example.com&html=true");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.textAt("/data/subscription/name")).isEqualTo("Änn & Co");
        assertThat(reply.textAt("/data/subscription/email")).isEqualTo("ann@example.com");
        assertThat(reply.at("/data/subscription/copies").intValue()).isEqualTo(1);
    }

    @Test
    void what_is_wrong_is_told_together() {
        assertThat(faults("name=much+too+long&email=x&copies=many&isAdmin=true"))
                .containsExactly(
                        "/name must have at most 10 characters",
                        "/email must be an e-mail address",
                        "/copies must be a whole number within 32 bits",
                        "/isAdmin is not known here");
        assertThat(faults("name=a&email=a%40b.cd&name=b")).containsExactly("/name is given twice");
        assertThat(faults("name=a&email=a%40b.cd&n%61me=b")).containsExactly("/name is given twice");
        assertThat(faults("")).containsExactly("/name is required", "/email is required");
        assertThat(faults("name=a&&email=a%40b.cd")).containsExactly("/ is not known here");
        assertThat(faults("name[$gt]=&email=a%40b.cd")).contains("/name[$gt] is not known here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=%", "name=%4", "name=%zz", "name=%ff", "name=ä", "name=%00", "name=\0", "%c0%80=a"})
    void what_is_no_form_is_400(String body) {
        assertThat(sent(body).textAt("/code")).isEqualTo("bad_request");
    }

    @Test
    void I5_a_hundred_fields_are_read_and_one_more_is_refused() {
        assertThat(faults(fields(100))).contains("/f0 is not known here", "/f47 is not known here");
        assertThat(sent(fields(101)).textAt("/message")).isEqualTo("the form has more than 100 parameters");
        assertThat(sent("&".repeat(10_000)).status()).isEqualTo(400);
        assertThat(faults("n".repeat(256) + "=1")).isNotEmpty();
        assertThat(sent("n".repeat(257) + "=1").textAt("/code")).isEqualTo("bad_request");
        assertThat(sent("name=" + "a".repeat(10 * 1024)).status()).isEqualTo(413);
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(index -> "f" + index + "=1").collect(Collectors.joining("&"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "multipart/form-data; boundary=x",
                "text/plain",
                "application/x-www-form-urlencoded; charset=iso-8859-1",
                "application/x-www-form-urlencodedx",
                "",
            })
    void I14_another_type_is_415(String type) {
        var reply = BACKEND.overSocket().with("Content-Type", type).post("/subscriptions", "name=a&email=a%40b.cd");
        assertThat(reply.textAt("/code")).isEqualTo("unsupported_media_type");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void cookies_are_set_each_in_a_field_of_its_own_and_come_back(TestClient client) {
        var reply = client.with("Cookie", "broken; =; name=ann; name=eve")
                .with("Content-Type", FORM + ";charset=\"UTF-8\"")
                .post("/subscriptions", "name=a&email=a%40b.cd");

        assertThat(reply.headers().all("Set-Cookie"))
                .containsExactly(
                        "name=ann; Path=/; Secure; HttpOnly; SameSite=Lax",
                        "other=2; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(reply.header("X-Before")).contains("ann");
    }
}
