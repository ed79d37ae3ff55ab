package dev.holdfast.myapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.myapp.models.User;
import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestClient;
import dev.holdfast.testkit.TestSocket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Chat over Socket.IO, as those in a room hear it. */
class ChatSocketTest {

    static final People PEOPLE = new People();

    @RegisterExtension
    static final Backend BACKEND = PEOPLE.backend();

    private static User ann;
    private static User bob;
    private static TestClient anns;
    private static TestClient bobs;

    /** Once for all tests: signing in is counted. */
    @BeforeAll
    static void signIn() {
        ann = PEOPLE.user();
        bob = PEOPLE.user();
        anns = PEOPLE.signedIn(ann);
        bobs = PEOPLE.signedIn(bob);
    }

    static List<TestClient> doors() {
        return BACKEND.bothDoors();
    }

    private static TestSocket in(TestClient client, String room) {
        var socket = client.socket("/");
        assertThat(socket.ask("join_room", room).at("/0/status").stringValue()).isEqualTo("success");
        return socket;
    }

    private static JsonNode said(TestSocket by, String room, String text) {
        var ack = by.ask("send_message", Map.of("room", room, "message", text));
        assertThat(ack.at("/0/status").stringValue()).as(ack.toString()).isEqualTo("success");
        return ack.at("/0/data/message");
    }

    private static String code(JsonNode ack) {
        return ack.at("/0/code").stringValue();
    }

    private static String closedRoom(TestClient owner, User... members) {
        var name = People.freshName();
        var ids = List.of(members).stream().map(User::id).toList();
        assertThat(owner.post("/api/v1/rooms", Map.of("name", name, "private", true, "members", ids))
                        .status())
                .isEqualTo(201);
        return name;
    }

    @Test
    void what_somebody_says_reaches_the_room_and_is_stored_before_they_are_told_so() {
        var room = People.freshName();
        var left = in(anns, room);
        var right = in(bobs, room);

        var message = said(left, room, "Hello");

        assertThat(right.next("receive_message").get(0)).isEqualTo(message);
        assertThat(left.next("receive_message").get(0)).isEqualTo(message);
        assertThat(message.get("sender").stringValue()).isEqualTo(ann.id().toString());
        assertThat(bobs.get("/api/v1/rooms/" + room + "/messages").at("/data/messages/0"))
                .isEqualTo(message);
    }

    @Test
    void the_sender_is_whoever_is_signed_in_whatever_the_client_says() {
        var room = People.freshName();

        var ack = in(anns, room).ask("send_message", Map.of("room", room, "message", "x", "sender", bob.id()));

        assertThat(ack.at("/0/data/message/sender").stringValue())
                .isEqualTo(ann.id().toString());
    }

    @Test
    void a_message_that_is_sent_again_is_stored_and_heard_once() {
        var room = People.freshName();
        var listener = in(bobs, room);
        var sender = in(anns, room);
        var message = Map.of("room", room, "message", "once", "clientId", "c-1");

        var first = sender.ask("send_message", message);
        var second = sender.ask("send_message", message);

        assertThat(second).isEqualTo(first);
        said(sender, room, "end");
        assertThat(texts(listener, 2)).containsExactly("once", "end");
    }

    private static List<String> texts(TestSocket listener, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> listener.next("receive_message").at("/0/message").stringValue())
                .toList();
    }

    @Test
    void whoever_comes_back_hears_what_they_missed_once_and_in_order() {
        var room = People.freshName();
        var sender = in(anns, room);
        var listener = in(bobs, room);
        var last = said(sender, room, "heard").get("id").stringValue();
        assertThat(texts(listener, 1)).containsExactly("heard");
        listener.close();
        IntStream.range(0, 130).forEach(index -> PEOPLE.say(ann, room, "missed " + index));

        var back = bobs.socket("/", Map.of("lastId", last));
        back.ask("join_room", room);
        back.ask("join_room", room);
        said(sender, room, "live");

        assertThat(texts(back, 131).getFirst()).isEqualTo("missed 0");
        back.ask("leave_room", room);
        back.nothing("receive_message");
    }

    @Test
    void what_was_heard_is_not_sent_again_to_who_joins_again_or_comes_back_to_the_room() {
        var room = People.freshName();
        var sender = in(anns, room);
        var last = said(sender, room, "seen").get("id").stringValue();
        var listener = bobs.socket("/", Map.of("lastId", last));
        listener.ask("join_room", room);
        said(sender, room, "heard");
        listener.ask("join_room", room);
        listener.ask("leave_room", room);
        said(sender, room, "missed");
        listener.ask("join_room", room);
        said(sender, room, "live");

        assertThat(texts(listener, 3)).containsExactly("heard", "missed", "live");
        listener.nothing("receive_message");
    }

    @Test
    void whoever_names_a_message_that_is_none_or_nobodys_has_missed_nothing() {
        var room = People.freshName();
        PEOPLE.say(ann, room, "before");
        for (var last : List.of("", "1", UUID.randomUUID().toString(), "x".repeat(4000))) {
            var socket = bobs.socket("/", Map.of("lastId", last));
            assertThat(socket.ask("join_room", room).at("/0/data/missed").intValue())
                    .isZero();
        }
    }

    @Test
    void Z1_a_private_room_is_closed_to_others_for_joining_sending_and_what_they_missed() {
        var room = closedRoom(anns);
        var last = PEOPLE.say(ann, room, "secret").id().toString();
        PEOPLE.say(ann, room, "more of it");
        var socket = bobs.socket("/", Map.of("lastId", last));

        assertThat(code(socket.ask("join_room", room))).isEqualTo("forbidden");
        assertThat(code(socket.ask("send_message", Map.of("room", room, "message", "x"))))
                .isEqualTo("forbidden");
        assertThat(code(socket.ask("typing", Map.of("room", room)))).isEqualTo("forbidden");
        socket.nothing("receive_message");
    }

    @Test
    void Z1_who_is_shown_out_of_a_private_room_hears_no_more_of_it() {
        var room = closedRoom(anns, bob);
        var sender = in(anns, room);
        var listener = in(bobs, room);
        said(sender, room, "for us");

        anns.delete("/api/v1/rooms/" + room + "/members/" + bob.id());
        said(sender, room, "for me");

        assertThat(listener.next("room_closed").at("/0/room").stringValue()).isEqualTo(room);
        assertThat(texts(listener, 1)).containsExactly("for us");
        assertThat(code(listener.ask("join_room", room))).isEqualTo("forbidden");
        listener.nothing("receive_message");
    }

    @Test
    void who_waits_in_a_name_hears_nothing_when_the_room_becomes_private() {
        var room = People.freshName();
        var early = in(bobs, room);
        anns.post("/api/v1/rooms", Map.of("name", room, "private", true));

        said(in(anns, room), room, "secret");

        early.next("room_closed");
        early.nothing("receive_message");
    }

    @Test
    void those_in_a_room_know_of_each_other() {
        var room = People.freshName();
        var first = in(anns, room);
        var second = in(bobs, room);

        awaitPresent(first, ann, bob);
        second.close();

        awaitPresent(first, ann);
        first.ask("leave_room", room);
    }

    @Test
    void Z1_who_is_not_in_a_room_does_not_make_those_in_it_be_told_who_is_there() {
        var room = closedRoom(anns);
        var inside = in(anns, room);
        awaitPresent(inside, ann);

        bobs.socket("/").ask("leave_room", room);
        inside.ask("join_room", room);

        awaitPresent(in(bobs, People.freshName()), bob);
        inside.ask("join_room", room);
        inside.nothing("presence");
    }

    private static void awaitPresent(TestSocket socket, User... users) {
        var wanted = List.of(users).stream()
                .map(user -> user.id().toString())
                .sorted()
                .toList();
        List<String> there;
        do {
            there = socket.next("presence")
                    .at("/0/users")
                    .valueStream()
                    .map(user -> user.get("id").stringValue())
                    .sorted()
                    .toList();
        } while (!there.equals(wanted));
    }

    @Test
    void who_types_is_seen_by_the_others_in_the_room() {
        var room = People.freshName();
        var other = in(bobs, room);

        in(anns, room).emit("typing", Map.of("room", room));

        assertThat(other.next("typing").at("/0/senderName").stringValue()).isEqualTo(ann.name());
    }

    @ParameterizedTest
    @MethodSource("doors")
    void nobody_comes_in_without_a_token_that_holds(TestClient door) {
        assertThat(door.socket("/").refusal().at("/data/code").stringValue()).isEqualTo("unauthenticated");
        assertThat(door.socket("/", Map.of("token", "x"))
                        .refusal()
                        .at("/data/code")
                        .stringValue())
                .isEqualTo("unauthenticated");
    }

    @Test
    void T4_whoever_signs_out_everywhere_is_out_with_their_next_event() {
        var user = PEOPLE.user();
        var client = PEOPLE.signedIn(user);
        var socket = client.socket("/");
        socket.ask("join_room", People.freshName());
        client.post("/api/v1/auth/logout-all", Map.of());

        awaitRefusal(socket);

        assertThat(socket.closed()).isEqualTo("io server disconnect");
    }

    /** Who was asked about a moment ago is not asked about again at once. */
    private static void awaitRefusal(TestSocket socket) {
        try {
            while (!socket.ask("leave_room", "x").at("/0/status").stringValue().equals("error")) {
                Thread.sleep(50);
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void what_is_no_message_is_refused_with_all_that_is_wrong_with_it() {
        var socket = anns.socket("/");

        var refused = socket.ask("send_message", Map.of("room", "a/b", "message", " ", "clientId", "", "more", 1));

        assertThat(code(refused)).isEqualTo("validation_failed");
        assertThat(refused.at("/0/errors")
                        .valueStream()
                        .map(fault -> fault.get("pointer").stringValue()))
                .containsExactlyInAnyOrder("/room", "/message", "/clientId", "/more");
        for (var payload : List.of("text", 5, List.of(), Map.of("$gt", ""))) {
            assertThat(code(socket.ask("send_message", payload))).isEqualTo("validation_failed");
        }
        assertThat(code(socket.ask("send_message"))).isEqualTo("validation_failed");
    }
}
