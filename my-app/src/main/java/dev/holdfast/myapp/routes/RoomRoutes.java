package dev.holdfast.myapp.routes;

import static dev.holdfast.routing.Routes.delete;
import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;
import static dev.holdfast.routing.Routes.post;
import static dev.holdfast.routing.Routes.put;
import static dev.holdfast.routing.Shape.page;

import dev.holdfast.myapp.controllers.RoomController;
import dev.holdfast.myapp.models.Member;
import dev.holdfast.myapp.models.Message;
import dev.holdfast.myapp.models.NewRoom;
import dev.holdfast.myapp.models.Room;
import dev.holdfast.myapp.models.RoomQuery;
import dev.holdfast.routing.Routes;

/** The endpoints of chat rooms. They are for everybody who is signed in; who may enter a room its service decides. */
public final class RoomRoutes {

    /** A thousand ids of members have room in it. */
    private static final long MOST_BYTES = 64L << 10;

    private RoomRoutes() {}

    public static Routes of(RoomController rooms) {
        return group(
                "/api/v1/rooms",
                post("/")
                        .bodyLimit(MOST_BYTES)
                        .body(NewRoom.class)
                        .returns(201, Room.class)
                        .to(rooms::create),
                get("/").query(RoomQuery.class).returns(page(Room.class)).to(rooms::list),
                get("/{room}/members")
                        .query(RoomQuery.class)
                        .returns(page(Member.class))
                        .to(rooms::members),
                put("/{room}/members/{user}").returns(204).to(rooms::addMember),
                delete("/{room}/members/{user}").returns(204).to(rooms::removeMember),
                get("/{room}/messages")
                        .query(RoomQuery.class)
                        .returns(page(Message.class))
                        .to(rooms::messages));
    }
}
