// Connections between this page and the engines of the rooms, as desktop/media/engine/signaling.py
// and desktop/media/engine/call say them: whole SDPs, one connection for each pair of media numbers;
// of two seats the one with the larger number offers.

const FORMAT = 1;
const MOST_SITES = 3;
const GATHER_MS = 2500;
const ACT_AFTER_MS = 4000;
const STEP_MS = 1000;

export class Peers {
  // say(siteId, payload): by the channel. show(siteId, stream), hide(siteId): pictures and sounds.
  constructor({ say, show, hide }) {
    this.say = say;
    this.show = show;
    this.hide = hide;
    this.links = new Map();
    this.early = new Map();
    this.ownNumber = 0;
    this.iceServers = [];
    this.sound = null;
    this.picture = null;
    setInterval(() => this.step(), STEP_MS);
  }

  setIceServers(told) {
    this.iceServers = told.filter(one => one.urls.length > 0)
      .map(one => one.username ? one : { urls: one.urls });
  }

  // What every room gets from now on: tracks, or null for nothing.
  setTracks(sound, picture) {
    this.sound = sound;
    this.picture = picture;
    for (const link of this.links.values()) link.applyTracks();
  }

  // seats: those of the others with media.
  setRoster(ownNumber, seats) {
    const kept = seats.slice(0, MOST_SITES);
    for (const [siteId, link] of [...this.links]) {
      const seat = kept.find(one => one.site_id === siteId);
      if (ownNumber !== this.ownNumber || !seat || seat.media_number !== link.theirNumber) {
        this.links.delete(siteId);
        link.close();
      }
    }
    this.ownNumber = ownNumber;
    if (!ownNumber) return;
    for (const seat of kept) {
      if (this.links.has(seat.site_id)) continue;
      const link = new Link(this, seat.site_id, seat.media_number);
      this.links.set(seat.site_id, link);
      link.begin();
      const early = this.early.get(seat.site_id);
      this.early.delete(seat.site_id);
      if (early) this.deliver(seat.site_id, early);
    }
  }

  deliver(siteId, untrustedPayload) {
    let signal;
    try { signal = JSON.parse(untrustedPayload); } catch { return; }
    if (!signal || signal.format !== FORMAT) return;
    const link = this.links.get(siteId);
    if (link && signal.from === link.theirNumber && signal.to === this.ownNumber) link.deliver(signal);
    else if (["offer", "answer", "restart"].includes(signal.kind) && this.early.size <= MOST_SITES) this.early.set(siteId, untrustedPayload);
  }

  // The channel is back: what was said while it broke may be lost.
  renew() {
    for (const link of this.links.values()) if (!link.isHeard) link.act();
  }

  close() {
    for (const link of this.links.values()) { link.tell("bye", ""); link.close(); }
    this.links.clear();
    this.early.clear();
    this.ownNumber = 0;
  }

  async step() {
    for (const link of this.links.values()) await link.step();
  }

  // "good", "poor" or "none": what arrives of the rooms that are linked.
  quality() {
    const links = [...this.links.values()];
    if (!links.length || links.every(link => !link.isHeard)) return "none";
    return links.some(link => !link.isHeard || link.loss > 0.05) ? "poor" : "good";
  }

  async stats() {
    const all = [];
    for (const [siteId, link] of this.links) {
      const figures = await link.figures(link.now ?? link.attempt);
      all.push({ siteId, state: (link.now ?? link.attempt)?.pc.connectionState ?? "none", ...figures });
    }
    return all;
  }
}

// To one room: the connection that carries media now, and one attempt beside it.
class Link {
  constructor(peers, siteId, theirNumber) {
    this.peers = peers;
    this.siteId = siteId;
    this.theirNumber = theirNumber;
    this.ownNumber = peers.ownNumber;
    this.now = null;
    this.attempt = null;
    this.isHeard = false;
    this.loss = 0;
    this.actedAt = performance.now();
    this.lastPackets = 0;
    this.heardAt = performance.now();
    this.turn = Promise.resolve();
  }

  get isOffering() { return this.ownNumber > this.theirNumber; }

  begin() { if (this.isOffering) this.offer(); }

  act() {
    this.actedAt = performance.now();
    if (this.isOffering) this.offer(); else this.tell("restart", "");
  }

  close() {
    this.drop(this.now);
    this.drop(this.attempt);
    this.now = this.attempt = null;
    this.peers.hide(this.siteId);
  }

  tell(kind, connectionId, sdp = "", attempt = 1) {
    this.peers.say(this.siteId, JSON.stringify({
      format: FORMAT, kind, connection_id: connectionId, from: this.ownNumber, to: this.theirNumber,
      sdp, attempt, can_restart_ice: kind === "answer",
    }));
  }

  deliver(signal) {
    if (signal.kind === "offer" && !this.isOffering) this.inTurn(() => this.answer(signal));
    else if (signal.kind === "answer" && this.isOffering) this.inTurn(() => this.takeAnswer(signal));
    else if (signal.kind === "restart" && this.isOffering && performance.now() - this.actedAt > 2000) this.act();
    else if (signal.kind === "bye") { this.drop(this.now); this.drop(this.attempt); this.now = this.attempt = null; this.peers.hide(this.siteId); }
  }

  inTurn(work) {
    this.turn = this.turn.then(work).catch(error => console.warn("signal not carried out", error.name));
  }

  // ---- offers and answers ---------------------------------------------------------------------

  offer() {
    const leg = this.beginLeg(crypto.randomUUID());
    this.inTurn(async () => {
      for (const [kind, track] of [["audio", this.peers.sound], ["video", this.peers.picture]]) {
        const transceiver = leg.pc.addTransceiver(track ?? kind, { direction: "sendrecv" });
        leg.senders[kind] = transceiver.sender;
      }
      await leg.pc.setLocalDescription(await leg.pc.createOffer());
      await gathered(leg.pc);
      if (leg === this.attempt) this.tell("offer", leg.id, leg.pc.localDescription.sdp);
    });
  }

  async answer(signal) {
    let leg = [this.now, this.attempt].find(one => one?.id === signal.connection_id);
    if (leg && signal.attempt <= leg.number) {
      if (signal.attempt === leg.number && leg.said) this.tell("answer", leg.id, leg.said, leg.number);
      return;
    }
    if (!leg && signal.attempt > 1) { this.tell("restart", signal.connection_id); return; }
    leg ??= this.beginLeg(signal.connection_id);
    leg.number = signal.attempt;
    await leg.pc.setRemoteDescription({ type: "offer", sdp: signal.sdp });
    for (const transceiver of leg.pc.getTransceivers()) {
      const kind = transceiver.receiver.track.kind;
      transceiver.direction = "sendrecv";
      leg.senders[kind] = transceiver.sender;
    }
    await this.putTracks(leg);
    await leg.pc.setLocalDescription(await leg.pc.createAnswer());
    await gathered(leg.pc);
    leg.said = leg.pc.localDescription.sdp;
    this.tell("answer", leg.id, leg.said, leg.number);
  }

  async takeAnswer(signal) {
    const leg = this.attempt;
    if (leg?.id !== signal.connection_id || leg.pc.signalingState !== "have-local-offer") return;
    await leg.pc.setRemoteDescription({ type: "answer", sdp: signal.sdp });
  }

  beginLeg(id) {
    this.drop(this.attempt);
    const pc = new RTCPeerConnection({ iceServers: this.peers.iceServers, bundlePolicy: "max-bundle" });
    const leg = { id, pc, number: 1, said: "", senders: {}, stream: new MediaStream() };
    pc.ontrack = event => leg.stream.addTrack(event.track);
    pc.onconnectionstatechange = () => this.settle(leg);
    this.attempt = leg;
    return leg;
  }

  settle(leg) {
    if (leg !== this.attempt || leg.pc.connectionState !== "connected") return;
    this.drop(this.now);
    this.now = leg;
    this.attempt = null;
    this.lastPackets = 0;
    this.peers.show(this.siteId, leg.stream);
  }

  drop(leg) {
    if (leg) leg.pc.close();
  }

  // ---- media ----------------------------------------------------------------------------------

  applyTracks() {
    for (const leg of [this.now, this.attempt]) if (leg) this.inTurn(() => this.putTracks(leg));
  }

  async putTracks(leg) {
    await leg.senders.audio?.replaceTrack(this.peers.sound);
    await leg.senders.video?.replaceTrack(this.peers.picture);
  }

  async step() {
    const leg = this.now;
    const now = performance.now();
    const { packets, lost } = await this.figures(leg);
    const fresh = packets - this.lastPackets;
    if (fresh > 0) this.heardAt = now;
    this.loss = fresh > 0 ? Math.max(0, lost - (this.lastLost ?? 0)) / fresh : 0;
    this.lastPackets = packets;
    this.lastLost = lost;
    this.isHeard = leg !== null && now - this.heardAt < 2 * STEP_MS + 500;
    if (!this.isHeard && now - this.heardAt > ACT_AFTER_MS && now - this.actedAt > ACT_AFTER_MS) this.act();
  }

  async figures(leg) {
    const found = { packets: 0, lost: 0, framesDecoded: 0, framesSent: 0, audioEnergy: 0 };
    if (!leg || leg.pc.connectionState === "closed") return found;
    for (const one of (await leg.pc.getStats()).values()) {
      if (one.type === "inbound-rtp") {
        found.packets += one.packetsReceived ?? 0;
        found.lost += one.packetsLost ?? 0;
        found.framesDecoded += one.framesDecoded ?? 0;
        found.audioEnergy += one.totalAudioEnergy ?? 0;
      } else if (one.type === "outbound-rtp") found.framesSent += one.framesSent ?? 0;
    }
    return found;
  }
}

async function gathered(pc) {
  if (pc.iceGatheringState === "complete") return;
  await new Promise(resolve => {
    const over = setTimeout(resolve, GATHER_MS);
    pc.addEventListener("icegatheringstatechange", () => {
      if (pc.iceGatheringState === "complete") { clearTimeout(over); resolve(); }
    });
  });
}
