package io.tidegate.devices.opcua;

import java.nio.file.Files;
import java.nio.file.Path;

/** What people do once, so that a server and the gateway trust each other. */
final class Trust {

    private Trust() {}

    static void both(MachineServer server, Path folder) throws Exception {
        ofGateway(server, folder);
        ofServer(server, folder);
    }

    static void ofServer(MachineServer server, Path folder) throws Exception {
        Path trusted = Files.createDirectories(folder.resolve("trusted"));
        Files.write(trusted.resolve("machine.der"), server.certificate().getEncoded());
    }

    static void ofGateway(MachineServer server, Path folder) throws Exception {
        server.trust(OwnCertificate.in(folder).certificate());
    }
}
