import Testing

@testable import Constructs

@Suite struct TokenTests {
    private static let queue = LogicalID(["Queue"])
    private static let ref = Token.ref(queue)
    private static let arn = Token.getAtt(queue, "Arn")

    private static let functions: [(Token, JSONValue)] = [
        (Token.literal("text"), "text"),
        (ref, ["Ref": "Queue"]),
        (arn, ["Fn::GetAtt": ["Queue", "Arn"]]),
        (.region, ["Ref": "AWS::Region"]),
        (.importValue("Other"), ["Fn::ImportValue": "Other"]),
        (.select(1, .availabilityZones), ["Fn::Select": [1, ["Fn::GetAZs": ""]]]),
        (
            .select(0, .split("/", arn)),
            ["Fn::Select": [0, ["Fn::Split": ["/", ["Fn::GetAtt": ["Queue", "Arn"]]]]]]
        ),
        (.join(",", ["a", "b"]), "a,b"),
        (.join(",", ["a", ref]), ["Fn::Join": [",", ["a", ["Ref": "Queue"]]]]),
        (.join(",", []), ""),
    ]

    @Test(arguments: functions)
    func eachTokenIsTheFunctionOfCloudFormation(_ token: Token, _ json: JSONValue) {
        #expect(token.json == json)
    }

    private static let interpolations: [(Token, JSONValue)] = [
        ("plain", "plain"),
        ("", ""),
        ("\(ref)", ["Ref": "Queue"]),
        (
            "arn:\(.partition):sqs:\(.region):\(.accountId):\(.literal("Jobs"))",
            [
                "Fn::Sub": "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:Jobs"
            ]
        ),
        ("\(ref)/\(arn)", ["Fn::Sub": "${Queue}/${Queue.Arn}"]),
        ("a\(.literal("b"))\(3)", "ab3"),
        ("\("a\(ref)")z", ["Fn::Sub": "a${Queue}z"]),
        ("${not} a $ place\(.region)", ["Fn::Sub": "${!not} a $ place${AWS::Region}"]),
        ("a-\(.importValue("Other"))", ["Fn::Join": ["", ["a-", ["Fn::ImportValue": "Other"]]]]),
    ]

    @Test(arguments: interpolations)
    func partsAreJoinedInThePlainestWay(_ token: Token, _ json: JSONValue) {
        #expect(token.json == json)
    }

    private static let placeholders: [(String, JSONValue)] = [
        ("plain", "plain"),
        ("assets-${AWS::AccountId}-${AWS::Region}", ["Fn::Sub": "assets-${AWS::AccountId}-${AWS::Region}"]),
        ("${AWS::Region}", ["Ref": "AWS::Region"]),
        ("${Queue}", "${Queue}"),
        ("$", "$"), ("${AWS::Region", "${AWS::Region"), ("$${AWS::Region}", ["Fn::Sub": "$${AWS::Region}"]),
    ]

    @Test(arguments: placeholders)
    func placeholdersOfAssetManifestsBecomeTokens(_ text: String, _ json: JSONValue) {
        #expect(Token(withPlaceholders: text).json == json)
    }

    @Test func jsonInAStringKeepsItsTokens() {
        let document: Value = [
            "list": [1, true, .token(Self.arn)], "text": "say \"${x}\" in \(.region)", "quote": "\"", "none": [:],
        ]
        #expect(
            Token.text(of: document).json == [
                "Fn::Sub":
                    #"{"list":[1,true,"${Queue.Arn}"],"none":{},"quote":"\"","text":"say \"${!x}\" in ${AWS::Region}"}"#
            ]
        )
    }

    @Test func referencesAreFoundWhereverTheyAre() {
        let other = LogicalID(["Other"])
        let value: Value = [
            "a": [.token(Self.ref), ["b": "x\(.getAtt(other, "Arn"))"]], "c": 1,
            "d": .token(.join("", [.select(0, .split(",", .ref(other)))])),
        ]
        #expect(value.references == [Self.queue, other, other])
    }
}
