package dev.holdfast.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.Backend;
import dev.holdfast.testkit.TestSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is reached by what is sent to rooms, and how sockets are put out. */
class RoomsTest {

    static final Sockets SOCKETS = new Sockets();
    static final Leavings LEAVINGS = new Leavings();
    static final Leavings LEAVING = new Leavings();

    static final Realtime REALTIME = Realtime.serving(
                    Namespace.named("/")
                            .open()
                            .admitting(SOCKETS)
                            .disconnecting((socket, reason) -> {
                                if (socket.rooms().contains("red")) {
                                    LEAVING.left(socket, reason);
                                }
                            })
                            .disconnected(LEAVINGS)
                            .handling("fence", _ -> Ack.of())
                            .handling("tell", RoomsTest::tell),
                    Namespace.named("/other").open().disconnected(LEAVINGS))
            .build();

    @RegisterExtension
    static final Backend BACKEND = Doors.of(REALTIME);

    private final TestSocket anna = BACKEND.overSocket().socket("/");
    private final TestSocket berta = BACKEND.inMemory().socket("/");
    private final TestSocket clara = BACKEND.overSocket().socket("/");

    private static Ack tell(Event event) {
        RoomsTest.REALTIME
                .to(event.arguments().text(0))
                .except(event.arguments().text(1))
                .emit("news");
        return Ack.of();
    }

    @BeforeEach
    void rooms() {
        of(anna).join("red", "blue");
        of(berta).join("blue");
    }

    @AfterEach
    void everybodyLeaves() {
        for (var socket : List.of(anna, berta, clara)) {
            socket.close();
            LEAVINGS.reason(socket.id());
        }
    }

    private static Socket of(TestSocket socket) {
        return SOCKETS.of(socket.id());
    }

    /** What was sent before the answer to a question comes before it. */
    private void reached(TestSocket... expected) {
        for (var socket : List.of(anna, berta, clara)) {
            socket.ask("fence");
            if (List.of(expected).contains(socket)) {
                socket.next("news");
            }
            socket.nothing("news");
        }
    }

    @Test
    void everybody_is_reached_once() {
        REALTIME.everybody().emit("news", 1);
        reached(anna, berta, clara);
    }

    @Test
    void a_socket_in_several_of_the_rooms_is_reached_once() {
        REALTIME.to("red", "blue").emit("news");
        reached(anna, berta);
        REALTIME.to("red").in("blue").to("red").emit("news");
        reached(anna, berta);
        REALTIME.to("blue", "blue").except("red", "red").emit("news");
        reached(berta);
    }

    @Test
    void those_in_other_rooms_are_left_out() {
        REALTIME.to("blue").except("red").emit("news");
        reached(berta);
        REALTIME.everybody().except("blue").emit("news");
        reached(clara);
        REALTIME.to("nobody").emit("news");
        reached();
    }

    @Test
    void the_id_of_a_socket_is_a_room_of_its_own() {
        REALTIME.to(clara.id()).emit("news");
        reached(clara);
        REALTIME.to(clara.id(), "red").emit("news");
        reached(anna, clara);
        REALTIME.everybody().except(clara.id()).emit("news");
        reached(anna, berta);
    }

    @Test
    void a_socket_reaches_everybody_but_itself() {
        of(anna).broadcast().emit("news");
        reached(berta, clara);
        of(anna).to("blue").emit("news");
        reached(berta);
        of(anna).except("blue").emit("news");
        reached(clara);
        of(anna).emit("news");
        reached(anna);
    }

    @Test
    void who_sends_to_its_own_room_is_reached_once_and_to_others_not_at_all() {
        anna.ask("tell", "blue", "nobody");
        reached(anna, berta);
        anna.ask("tell", anna.id(), "nobody");
        reached(anna);
        anna.ask("tell", "blue", "red");
        reached(berta);
        anna.ask("tell", "blue", anna.id());
        reached(berta);
        clara.ask("tell", "blue", "nobody");
        reached(anna, berta);
    }

    @Test
    void who_has_left_a_room_is_not_reached() {
        of(anna).join("blue", "blue");
        of(anna).leave("blue");
        REALTIME.to("blue").emit("news");
        reached(berta);
        assertThat(of(anna).rooms()).containsExactlyInAnyOrder("red", anna.id());
    }

    @Test
    void a_socket_may_join_the_room_of_another() {
        of(anna).join(clara.id());
        REALTIME.to(clara.id()).emit("news");
        reached(anna, clara);
    }

    @Test
    void bytes_reach_everybody_as_they_are() {
        REALTIME.to("blue").emit("news", Map.of("deep", List.of(new byte[] {1, 2, 3})), new byte[] {4});
        for (var socket : List.of(anna, berta)) {
            var news = socket.next("news");
            assertThat(news.at("/0/deep/0").binaryValue()).containsExactly(1, 2, 3);
            assertThat(news.get(1).binaryValue()).containsExactly(4);
        }
    }

    @Test
    void sockets_are_found_with_their_rooms_and_data_and_moved_together() {
        of(anna).data().put("name", "Anna");
        REALTIME.to("blue").join("green");
        REALTIME.to("red").leave("blue");

        assertThat(REALTIME.to("green").sockets())
                .extracting(RemoteSocket::id)
                .containsExactlyInAnyOrder(anna.id(), berta.id());
        var found = REALTIME.to("red").sockets().getFirst();
        assertThat(found.rooms()).containsExactlyInAnyOrder("red", "green", anna.id());
        assertThat(found.data()).isEqualTo(Map.of("name", "Anna"));
        assertThat(REALTIME.everybody().sockets()).hasSize(3);
    }

    @Test
    void who_is_put_out_of_a_namespace_keeps_the_connection() {
        var beside = anna.beside("/other");
        REALTIME.to("red").disconnect(false);

        assertThat(anna.closed()).isEqualTo("io server disconnect");
        assertThat(LEAVING.reason(anna.id())).isEqualTo("server namespace disconnect");
        assertThat(LEAVINGS.reason(anna.id())).isEqualTo("server namespace disconnect");
        assertThat(beside.beside("/").id()).isNotEqualTo(anna.id());
        assertThat(REALTIME.to("red").sockets()).isEmpty();
    }

    @Test
    void who_is_put_out_altogether_loses_what_is_beside() {
        var beside = anna.beside("/other");
        of(anna).disconnect(true);

        assertThat(anna.closed()).isEqualTo("io server disconnect");
        assertThat(beside.closed()).isEqualTo("io server disconnect");
        assertThat(LEAVINGS.reason(beside.id())).isEqualTo("server namespace disconnect");
        assertThat(anna.connection().closed()).isEqualTo(1000);
    }

    @Test
    void what_somebody_sent_who_was_put_out_is_not_answered_any_more() throws InterruptedException {
        var held = new CountDownLatch(1);
        var answered = new CopyOnWriteArrayList<String>();
        for (var socket : List.of(anna, berta)) {
            of(socket).handling("hold", _ -> {
                held.await();
                return Ack.of();
            });
            of(socket).handling("note", event -> {
                answered.add(event.arguments().text(0));
                return Ack.of();
            });
        }
        anna.emit("hold").emit("note", "put out");
        berta.emit("hold").emit("note", "left").disconnect();
        Doors.eventually(() -> !of(berta).isConnected());
        of(anna).disconnect(false);
        held.countDown();

        assertThat(LEAVINGS.reason(anna.id())).isEqualTo("server namespace disconnect");
        assertThat(LEAVINGS.reason(berta.id())).isEqualTo("client namespace disconnect");
        assertThat(answered).containsExactly("left");
    }

    @Test
    void what_is_better_lost_than_late_is_lost_to_who_does_not_poll() {
        var poller = Poller.open(BACKEND.inMemory());
        var id = poller.join();
        REALTIME.to(id, anna.id()).asVolatile().emit("news", "late");
        REALTIME.to(id).emit("news", "lasting");

        assertThat(poller.next()).isEqualTo("42[\"news\",\"lasting\"]");
        assertThat(anna.next("news").get(0).stringValue()).isEqualTo("late");
        poller.post("1");
        LEAVINGS.reason(id);
    }
}
