package dev.dockershim.exporter.demo;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An HTTPS server on a loopback address, which takes ciphers as a Go server does. */
final class LoopbackServer {

    private LoopbackServer() {}

    /**
     * One that is not started yet.
     *
     * @param port 0 for a free one
     */
    static HttpsServer create(SSLContext context, int port) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters parameters = context.getDefaultSSLParameters();
                parameters.setUseCipherSuitesOrder(false); // a Go server takes what the client names first
                connection.setSSLParameters(parameters);
            }
        });
        return server;
    }
}
