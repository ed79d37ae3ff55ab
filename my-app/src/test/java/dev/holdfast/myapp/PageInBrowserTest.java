package dev.holdfast.myapp;

import static dev.holdfast.myapp.ChromeWindow.ENTER;
import static dev.holdfast.myapp.ChromeWindow.TAB;
import static dev.holdfast.myapp.Fixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.FakeClock;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page in windows of a real browser, as two people use it who sit beside each other. */
class PageInBrowserTest {

    private static final int WIDE = 1200;
    private static final int NARROW = 360;
    private static final int NARROWEST = 320;
    private static final int HEIGHT = 780;

    @RegisterExtension
    static final Backend BACKEND = Fixture.backend(FakeClock.atNoon());

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void putUpForSale() {
        BACKEND.inMemory()
                .signedIn("root@example.com", PASSWORD)
                .post("/api/v1/products", Map.of("name", "Kettle", "description", "Stops by itself.", "price", 3490));
    }

    private static String place() {
        return "http://127.0.0.1:" + BACKEND.port() + "/";
    }

    private static String address(String name) {
        return name + "-" + UUID.randomUUID() + "@example.com";
    }

    private static void register(ChromeWindow window, String name, String email) {
        window.click("[data-shows=register]")
                .type("#register-name", name)
                .type("#register-email", email)
                .type("#register-password", PASSWORD)
                .click("#register [type=submit]")
                .see("person-name", name);
    }

    private static void signIn(ChromeWindow window, String email, String password) {
        window.type("#sign-in-email", email).type("#sign-in-password", password).click("#sign-in [type=submit]");
    }

    private static void fitsItsWidth(ChromeWindow window) {
        var page = "document.documentElement.";
        assertThat(window.ask(page + "scrollWidth <= " + page + "clientWidth").booleanValue())
                .isTrue();
    }

    @Test
    void two_people_register_sign_out_and_in_again_and_see_what_there_is() throws Exception {
        try (var chrome = Chrome.start(folder)) {
            var ann = address("ann");
            var left = chrome.window().show(place(), WIDE, HEIGHT, "light");
            var right = chrome.another().show(place(), NARROW, HEIGHT, "dark");
            left.see("shelf", "Kettle").see("shelf", "34.90").keep("arriving-light");
            right.see("shelf", "Stops by itself.").keep("arriving-dark-narrow");

            register(left, "Ann", ann);
            register(right, "Bob", address("bob"));
            left.keep("signed-in-light");
            right.keep("signed-in-dark-narrow");
            fitsItsWidth(right);

            left.click("#sign-out").see("account-notice", "You are signed out.");
            signIn(left, ann, "not the password");
            left.see("sign-in", "Wrong email address or password.");
            signIn(left, ann, PASSWORD);
            left.see("person-name", "Ann");
            assertThat(right.ask("document.getElementById('person-name').textContent")
                            .stringValue())
                    .isEqualTo("Bob");
            assertThat(left.complaints()).isEmpty();
            assertThat(right.complaints()).isEmpty();
        }
    }

    @Test
    void each_window_stays_who_it_is_when_it_is_loaded_again() throws Exception {
        try (var chrome = Chrome.start(folder)) {
            var left = chrome.window().show(place(), WIDE, HEIGHT, "light");
            var right = chrome.another().show(place(), WIDE, HEIGHT, "light");
            register(left, "Carol", address("carol"));
            register(right, "Dave", address("dave"));

            left.show(place(), WIDE, HEIGHT, "light").see("person-name", "Carol");
            right.show(place(), WIDE, HEIGHT, "dark").see("person-name", "Dave");
        }
    }

    @Test
    void what_is_wrong_is_said_beside_its_field_and_the_first_has_the_focus() throws Exception {
        try (var chrome = Chrome.start(folder)) {
            var window = chrome.window().show(place(), NARROWEST, HEIGHT, "light");
            window.click("[data-shows=register]")
                    .type("#register-name", "Ann")
                    .type("#register-email", "nobody")
                    .type("#register-password", "short")
                    .click("#register [type=submit]")
                    .see("register-email-fault", "Email must")
                    .see("register-password-fault", "Password must")
                    .keep("faults-narrowest");

            assertThat(window.ask("document.activeElement.id").stringValue()).isEqualTo("register-email");
            assertThat(window.ask("document.getElementById('register-name').ariaInvalid")
                            .isNull())
                    .isTrue();
            fitsItsWidth(window);
        }
    }

    @Test
    void it_can_be_used_by_keyboard_alone() throws Exception {
        try (var chrome = Chrome.start(folder)) {
            var window = chrome.window().show(place(), WIDE, HEIGHT, "dark");
            window.see("shelf", "Kettle").press(TAB).keep("skip-dark");
            assertThat(window.ask("document.activeElement.className").stringValue())
                    .isEqualTo("skip");

            window.press(TAB, TAB, TAB, TAB, ENTER)
                    .press("Erin", TAB, address("erin"), TAB, PASSWORD, ENTER)
                    .see("person-name", "Erin");
            assertThat(window.ask("document.activeElement.id").stringValue()).isEqualTo("message");
        }
    }

    @Test
    void a_forgotten_password_is_chosen_anew_by_the_link_in_a_mail() throws Exception {
        try (var chrome = Chrome.start(folder)) {
            var email = address("heidi");
            var window = chrome.window().show(place(), NARROW, HEIGHT, "light");
            register(window, "Heidi", email);
            window.click("#sign-out")
                    .click("[data-shows=forgot]")
                    .type("#forgot-email", email)
                    .click("#forgot [type=submit]")
                    .see("account-notice", "a mail with a link is on its way");

            var token = new Mails(BACKEND.inMemory()).secret(email, "reset");
            var later = chrome.another().show(place() + "#reset=" + token, NARROW, HEIGHT, "dark");
            later.type("#mailed-password", "another " + PASSWORD)
                    .click("#mailed [type=submit]")
                    .see("account-notice", "Your password is kept.");
            assertThat(later.ask("location.href").stringValue()).isEqualTo(place());
            signIn(later, email, "another " + PASSWORD);
            later.see("person-name", "Heidi");
        }
    }

    @Test
    void two_people_talk_in_a_room_and_what_they_write_stays_text() throws Exception {
        try (var chrome = Chrome.start(folder)) {
            var left = chrome.window().show(place(), WIDE, HEIGHT, "light");
            var right = chrome.another().show(place(), NARROW, HEIGHT, "dark");
            register(left, "Frank", address("frank"));
            register(right, "Grace", address("grace"));
            left.see("connection", "Connected");
            right.see("connection", "Connected");

            for (var window : new ChromeWindow[] {left, right}) {
                window.type("#room-name", "kitchen")
                        .click("#room [type=submit]")
                        .see("room-title", "kitchen");
            }
            left.see("present", "Grace");
            right.see("present", "Frank");
            left.type("#message", "Is the <b>kettle</b> on?").click("#composer [type=submit]");
            right.see("messages", "Is the <b>kettle</b> on?")
                    .type("#message", "It stops by itself.")
                    .see("present", "Frank");
            left.see("typing", "Grace is typing");
            right.click("#composer [type=submit]");
            left.see("messages", "It stops by itself.").keep("talking-light");
            right.see("messages", "It stops by itself.").keep("talking-dark-narrow");

            assertThat(left.ask("document.querySelectorAll('#messages li:not(.draft)').length")
                            .intValue())
                    .isEqualTo(2);
            fitsItsWidth(right);
            assertThat(left.complaints()).isEmpty();
            assertThat(right.complaints()).isEmpty();
        }
    }
}
