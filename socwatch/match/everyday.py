"""Words that people say without meaning a brand.

Invariant: the list is short on purpose: the most frequent words of English, and the everyday words
that companies like to call themselves. A word that is not here may be everyday all the same.
"""

from __future__ import annotations

from socwatch.model.letters import fold

_FREQUENT = """
a about after again all also always am an and any are around as ask at away back bad be because been
before best better big both but buy by call came can car change city come could country cut day did
do does done down each early end even ever every eye face family far fast feel few find first follow
for from full game get girl give go gone good got great group had hand has have he head hear help her
here high him his home hot house how i if important in into is it its job just keep kid know large
last late leave left let life like line little live long look lot love made make man many may me mean
men might money month more most move mr much music must my name need never new next night no not
nothing now number of off old on once one only open or other our out over own part party people place
play point power public put read real right room run said same saw say school see seem set she should
show side small so some something start state still stop story street such system take talk team tell
ten than thank that the their them then there these they thing think this those thought three through
time to today together too top town try turn two under until up us use very want war was water way we
week well went were what when where which while white who whole why will with without woman word work
world would write year yes yet you young your
"""
_NAMES = """
alphabet amazon apple arm arrow asset audible aurora avocado axis badge balance bamboo barn base
basis beacon bear bell berry bird blackboard blaze block bloom blossom blue boost boots bounce bounty
box brave breeze brick bridge bright brook bubble bumble buzz cake camel canvas cargo casper castle
chase circle citrus clear clever cloud clover coach coal comet compass copper coral corner corona
course cover crane crest cross crown crystal current cut dash dawn deck delta diamond discord discovery
dove dragon draft dream drift drive dune eagle earth echo eclipse edge elastic element ember emerald
envoy epic evergreen everlane express falcon fiction figure finch fire flash fleet flint flow fluid
focus force forest forge fork fox frame freedom fresh frontier fuel fusion future galaxy gap gather
gem giant glow gold grab grain granite grid grove guild gusto halo harbor harvest haven hawk hive
honest honey hood horizon hub ice icon ideal iris ivory jet jewel joy jungle jupiter kindle kite
knot lark latitude launch lava leaf ledger legend lemonade level liberty lift light lime link lion
lotus luna lush lyric magnet mango maple marble mars match matrix maven meadow medium mercury meta
method mint mirror mist moment monday monster moon mosaic motion mountain mustang native nest nova
nucleus oak oasis ocean olive omega onyx opal optimum oracle orange orbit orchard otter oxygen pace
palm pandora panther path patron peach peak pearl pebble peloton penguin petal phoenix pilot pine
pink pioneer pipe pixel planet platinum plum polar polo pool poppy port presto pride prime prism
prosper pulse puma pure quest quantum quartz quick quiver radar rain rally ramp range raven ray reach
rebel red reef relay ring rise river robin rocket root rose rover ruby sage sail salt sand sapphire
scout seed sense shell shelter shield shift shine shore signal silk silver simple sky slack slate snap
snow solar sonic spark spirit splash spring sprint sprite sprout square stack star steam stone storm
stream stride stripe studio summit sun surf swan swift switch target tempo temple tiger titan toast
torch total tower trail transit tree tribe trident triumph tulip turbo twin union unity vanguard
vault vector velvet venture venus vertex victory vine violet virgin vision visa vista vital volt
voyage wander wave whisper wild willow wind wing winner wish wolf wonder yellow zen zenith zero zest
zoom
"""
_EVERYDAY = frozenset(f"{_FREQUENT} {_NAMES}".split())


def is_everyday(word: str) -> bool:
    """Whether people say the word without meaning a brand."""
    return fold(word) in _EVERYDAY
