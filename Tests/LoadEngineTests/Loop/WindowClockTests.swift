import Testing

@testable import LoadEngine

@Suite struct WindowClockTests {
    @Test func aRunOfThreeSecondsThatDrainsInTimeHasThreeWindows() {
        var clock = WindowClock(start: 1000, end: 4000, length: 1000)
        #expect(!clock.isOver(1999) && clock.isOver(2000))
        clock.advance(to: 2000)
        clock.advance(to: 3000)
        #expect(clock.index == 2)
        #expect(!clock.isOver(4500) && clock.isOver(5000))
    }

    @Test func aLongDrainGoesOnInFurtherWindows() {
        var clock = WindowClock(start: 0, end: 2000, length: 1000)
        clock.advance(to: 1000)
        clock.advance(to: 3000)
        #expect(clock.index == 3 && clock.boundary == 4000)
    }

    @Test func windowsThatWereMissedArePassedOver() {
        var clock = WindowClock(start: 0, end: 100_000, length: 1000)
        clock.advance(to: 7500)
        #expect(clock.index == 7 && clock.boundary == 8000)
    }

    @Test func aRunShorterThanAWindowHasOne() {
        let clock = WindowClock(start: 0, end: 300, length: 1000)
        #expect(clock.index == 0 && !clock.isOver(1999))
    }
}
