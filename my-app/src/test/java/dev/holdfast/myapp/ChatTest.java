package dev.holdfast.myapp;

import static dev.holdfast.myapp.ChatHouse.id;
import static dev.holdfast.myapp.ChatHouse.room;
import static dev.holdfast.myapp.ChatHouse.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.Caller;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.myapp.models.ClientId;
import dev.holdfast.myapp.models.Message;
import dev.holdfast.myapp.models.MessageId;
import dev.holdfast.myapp.models.NewRoom;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.RoomQuery;
import dev.holdfast.myapp.models.Seat;
import dev.holdfast.myapp.services.ChatService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said in rooms, one thing after another. */
class ChatTest {

    @TempDir
    static Path folder = Path.of("");

    private static @Nullable ChatHouse opened;

    private final ChatHouse house = Objects.requireNonNull(opened);
    private final ChatService chat = house.chat();
    private final Caller.User ann = house.somebody();
    private final Caller.User bob = house.somebody();
    private final RoomName room = room();

    @BeforeAll
    static void open() {
        opened = new ChatHouse(folder);
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(opened).close();
    }

    private Message say(Caller.User who, RoomName where, String text) {
        house.clock.advance(Duration.ofMillis(1));
        return chat.post(who, where, text(text), _ -> {});
    }

    private static void refused(Kind kind, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    private static void refusedAt(String pointer, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults().getFirst().pointer())
                                .isEqualTo(pointer));
    }

    private List<Message> history(RoomName where) {
        return chat.history(ann, where, new RoomQuery(100, Optional.empty())).items();
    }

    @Test
    void a_message_is_trimmed_stored_and_told_of_once() {
        var told = new ArrayList<Message>();
        var said = chat.post(ann, room, text("  Hello\n", "c1"), told::add);

        assertThat(said.message()).isEqualTo("Hello");
        assertThat(said.sender()).isEqualTo(id(ann));
        assertThat(said.senderName()).isPresent();
        assertThat(said.clientId()).contains(new ClientId("c1"));
        assertThat(said.number()).isEqualTo(1);
        assertThat(said.timestamp()).isEqualTo(house.clock.instant());
        assertThat(told).containsExactly(said);
        assertThat(history(room)).containsExactly(said);
    }

    @Test
    void every_room_counts_for_itself() {
        var other = room();
        assertThat(say(ann, room, "a").number()).isEqualTo(1);
        assertThat(say(ann, other, "b").number()).isEqualTo(1);
        assertThat(say(bob, room, "c").number()).isEqualTo(2);
    }

    @Test
    void a_text_has_1_to_2000_characters() {
        for (var text : List.of("", " \n ", "x".repeat(2001))) {
            refusedAt("/message", () -> say(ann, room, text));
        }
        refusedAt("/message", () -> say(ann, room, "a\0b"));
        assertThat(say(ann, room, " " + "x".repeat(2000) + " ").number()).isEqualTo(1);
    }

    @Test
    void the_id_of_a_client_has_1_to_64_plain_characters() {
        for (var wrong : List.of("", "x".repeat(65), "a\0", "a\n", "\uD83D")) {
            assertThatThrownBy(() -> new ClientId(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        var longest = "/".repeat(64);
        assertThat(chat.post(ann, room, text("a", longest), _ -> {}).clientId()).contains(new ClientId(longest));
        assertThat(history(room).getFirst().clientId()).contains(new ClientId(longest));
    }

    @Test
    void an_id_of_a_client_that_comes_again_stores_nothing() {
        var told = new ArrayList<Message>();
        var first = chat.post(ann, room, text("first", "same"), told::add);

        assertThat(chat.post(ann, room, text("second", "same"), told::add)).isEqualTo(first);
        assertThat(told).containsExactly(first);
        assertThat(history(room)).containsExactly(first);
    }

    @Test
    void an_id_of_a_client_is_known_for_its_sender_and_its_room_alone() {
        var other = room();
        var first = chat.post(ann, room, text("a", "same"), _ -> {});
        var second = chat.post(bob, room, text("b", "same"), _ -> {});
        var third = chat.post(ann, other, text("c", "same"), _ -> {});

        assertThat(List.of(first, second, third)).extracting(Message::message).containsExactly("a", "b", "c");
        say(ann, room, "d");
        say(ann, room, "d");
        assertThat(history(room)).extracting(Message::number).containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    void what_comes_after_a_message_of_the_room_is_found_by_its_number() {
        var first = say(ann, room, "1");
        var second = say(bob, room, "2");
        var third = say(ann, room, "3");

        assertThat(chat.after(bob, room, first.id(), 10)).containsExactly(second, third);
        assertThat(chat.after(bob, room, first.id(), 1)).containsExactly(second);
        assertThat(chat.after(bob, room, third.id(), 10)).isEmpty();
        assertThat(chat.after(bob, room, MessageId.next(house.clock), 10)).isEmpty();
    }

    @Test
    void what_comes_after_a_message_of_another_room_is_found_by_its_time() {
        var early = say(ann, room, "early");
        var elsewhere = say(bob, room(), "elsewhere");
        var late = say(ann, room, "late");
        var latest = say(ann, room, "latest");

        assertThat(chat.after(bob, room, elsewhere.id(), 10)).containsExactly(late, latest);
        assertThat(chat.after(bob, elsewhere.room(), early.id(), 10)).containsExactly(elsewhere);
    }

    @Test
    void Z1_who_is_no_member_neither_speaks_nor_reads() {
        var closed = house.closed(ann);
        var first = say(ann, closed, "Secret");
        var root = new Caller.User(house.somebody().id(), java.util.Set.of("ADMIN"));
        for (var outsider : List.of(bob, root)) {
            refused(Kind.FORBIDDEN, () -> say(outsider, closed, "Hello?"));
            refused(Kind.FORBIDDEN, () -> chat.mayEnter(outsider, closed));
            refused(Kind.FORBIDDEN, () -> chat.after(outsider, closed, first.id(), 10));
            refused(Kind.FORBIDDEN, () -> chat.history(outsider, closed, new RoomQuery(1, Optional.empty())));
        }
        assertThat(history(closed)).containsExactly(first);
    }

    @Test
    void who_is_gone_says_nothing_more() {
        house.delete(ann);

        refused(Kind.UNAUTHENTICATED, () -> say(ann, room, "Still here"));
        assertThat(chat.history(bob, room, new RoomQuery(1, Optional.empty())).items())
                .isEmpty();
    }

    @Test
    void what_is_stored_stays_where_nobody_could_be_told() {
        assertThatThrownBy(() -> chat.post(ann, room, text("a", "c"), _ -> {
                    throw new IllegalStateException("nobody is there");
                }))
                .hasMessage("nobody is there");

        assertThat(say(ann, room, "b").number()).isEqualTo(2);
        assertThat(chat.post(ann, room, text("a", "c"), _ -> {}).number()).isEqualTo(1);
    }

    @Test
    void who_may_no_longer_be_in_a_room_is_told() {
        var closed = house.closed(ann, bob);
        house.members.remove(ann, closed, id(bob));

        assertThat(house.heard).containsSubsequence(closed + " is for 2", id(bob) + " left " + closed);
    }

    @Test
    void a_room_has_a_thousand_members_and_no_more() {
        var all = house.somebody(Seat.MOST).stream().map(ChatHouse::id).toList();
        refusedAt("/members", () -> house.rooms.create(ann, new NewRoom(room, true, Optional.of(all))));

        house.rooms.create(ann, new NewRoom(room, true, Optional.of(all.subList(1, Seat.MOST))));
        refused(Kind.CONFLICT, () -> house.members.add(ann, room, all.getFirst()));
        house.members.remove(ann, room, all.getLast());
        house.members.add(ann, room, all.getFirst());
        refused(Kind.CONFLICT, () -> house.members.add(ann, room, all.getLast()));
    }
}
