"""Judges the delivery streams of CloudFormation templates: streams.py FILE...

The properties of each stream, its references filled in, become the parameters
of CreateDeliveryStream. botocore validates them: types, required members,
lengths, and, from the same model, enums, patterns and maxima. Then those whose
destination moto knows are created in a server on the loopback and described;
what comes back is what was given. What a template cannot say to moto (secrets,
which no reply holds; MSK sources, which are not kept) is not compared.
"""

import json
import logging
import re
import sys
import warnings
from datetime import datetime
from pathlib import Path

import botocore.session
from botocore.config import Config
from botocore.validate import ParamValidator
from moto.server import ThreadedMotoServer

AT_ONCE = 50  # streams that moto keeps in a Region
SECRETS = {"Password", "AccessKey", "HECToken", "PrivateKey", "KeyPassphrase"}
UNKNOWN_TO_MOTO = {
    "AmazonopensearchserviceDestinationConfiguration",
    "AmazonOpenSearchServerlessDestinationConfiguration",
}

PSEUDO = {
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::StackName": "stack",
    "AWS::URLSuffix": "amazonaws.com",
}

# What a reference to a resource comes to, by its type: Ref and GetAtt Arn.
ARNS = {
    "AWS::S3::Bucket": "arn:aws:s3:::{}",
    "AWS::IAM::Role": "arn:aws:iam::123456789012:role/{}",
    "AWS::Kinesis::Stream": "arn:aws:kinesis:us-east-1:123456789012:stream/{}",
    "AWS::Lambda::Function": "arn:aws:lambda:us-east-1:123456789012:function:{}",
    "AWS::KMS::Key": "arn:aws:kms:us-east-1:123456789012:key/{}",
    "AWS::MSK::Cluster": "arn:aws:kafka:us-east-1:123456789012:cluster/{}/1",
    "AWS::OpenSearchService::Domain": "arn:aws:es:us-east-1:123456789012:domain/{}",
    "AWS::SecretsManager::Secret": "arn:aws:secretsmanager:us-east-1:123456789012:secret:{}",
}
REF_IS_ARN = {"AWS::SecretsManager::Secret", "AWS::MSK::Cluster"}

# Values for parameters, tried in this order against what a parameter allows.
SAMPLES = ["sample", "1"] + [form.format("sample") for form in ARNS.values()]


class Template:
    """A template whose intrinsic functions are worked out."""

    def __init__(self, path):
        self.path = path
        document = json.loads(path.read_text())
        self.resources = document["Resources"]
        self.parameters = document.get("Parameters", {})

    def streams(self):
        for name, resource in self.resources.items():
            if resource["Type"] == "AWS::KinesisFirehose::DeliveryStream":
                yield f"{self.path}: {name}", self.value(resource["Properties"])

    def value(self, v):
        if isinstance(v, list):
            return [self.value(x) for x in v]
        if not isinstance(v, dict):
            return v
        if len(v) == 1:
            ((key, argument),) = v.items()
            if key == "Ref":
                return self.ref(argument)
            if key.startswith("Fn::"):
                return getattr(self, key.removeprefix("Fn::").lower())(argument)
        return {k: self.value(x) for k, x in v.items()}

    def ref(self, name):
        if name in PSEUDO:
            return PSEUDO[name]
        if name in self.parameters:
            return self.parameter(self.parameters[name])
        return self.arn(name) if self.resources[name]["Type"] in REF_IS_ARN else name

    def parameter(self, parameter):
        if "Default" in parameter:
            return parameter["Default"]
        pattern = re.compile(parameter.get("AllowedPattern", ".*"))
        return next(s for s in SAMPLES if pattern.fullmatch(s))

    def arn(self, name):
        return ARNS[self.resources[name]["Type"]].format(name.lower())

    def getatt(self, argument):
        name, attribute = argument
        return self.arn(name) if attribute == "Arn" else f"{name}-{attribute}"

    def join(self, argument):
        separator, parts = argument
        return separator.join(str(self.value(p)) for p in parts)

    def select(self, argument):
        index, values = argument
        return self.value(values)[int(index)]

    def sub(self, argument):
        text, variables = (argument, {}) if isinstance(argument, str) else argument
        return re.sub(r"\$\{(!?)([^}]*)\}", lambda m: self.substitute(m, variables), text)

    def substitute(self, match, variables):
        literal, name = match.groups()
        if literal:
            return "${" + name + "}"
        if name in variables:
            return str(self.value(variables[name]))
        name, _, attribute = name.partition(".")
        return str(self.getatt([name, attribute]) if attribute else self.ref(name))


class Judge:
    """What botocore's model and moto say of streams."""

    def __init__(self):
        self.server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
        self.server.start()
        host, port = self.server.get_host_and_port()
        session = botocore.session.Session()
        session.set_credentials("testing", "testing")
        self.client = session.create_client(
            "firehose",
            region_name="us-east-1",
            endpoint_url=f"http://{host}:{port}",
            config=Config(proxies={}, retries={"max_attempts": 0}),
        )
        self.shape = self.client.meta.service_model.operation_model("CreateDeliveryStream").input_shape
        self.faults, self.validated, self.created, self.compared = [], 0, 0, 0

    def run(self, templates):
        waiting = []
        for template in templates:
            for where, properties in template.streams():
                parameters = self.parameters(where, properties, self.shape)
                self.validate(where, parameters)
                if not UNKNOWN_TO_MOTO & parameters.keys():
                    waiting.append((where, parameters))
        for i in range(0, len(waiting), AT_ONCE):
            self.round(waiting[i : i + AT_ONCE])
        self.server.stop()

    def parameters(self, where, value, shape):
        """The properties as parameters: the names differ in capitals only."""
        if shape.type_name == "structure":
            members = {name.lower(): name for name in shape.members}
            made = {}
            for key, inner in value.items():
                name = members.get(key.lower())
                if name is None:
                    self.faults.append(f"{where}: no parameter {key} of {shape.name}")
                elif name in SECRETS:  # a text of any kind that is long enough
                    made[name] = "s" * max(8, shape.members[name].metadata.get("min", 0))
                else:
                    made[name] = self.parameters(where, inner, shape.members[name])
            return made
        if shape.type_name == "list":
            return [self.parameters(where, inner, shape.member) for inner in value]
        if shape.type_name == "timestamp":
            return datetime.fromisoformat(value)
        return value

    def validate(self, where, parameters):
        self.validated += 1
        report = ParamValidator().validate(parameters, self.shape)
        if report.has_errors():
            self.faults.append(f"{where}: {report.generate_report()}")
        self.limits(where, parameters, self.shape)

    def limits(self, where, value, shape):
        """What botocore's model holds and its validator does not look at."""
        if shape.type_name == "structure":
            for name, inner in value.items():
                self.limits(f"{where}.{name}", inner, shape.members[name])
            return
        if shape.type_name == "list":
            for inner in value:
                self.limits(where, inner, shape.member)
        if shape.type_name == "map":
            return
        enum, pattern, top = (shape.metadata.get(k) for k in ("enum", "pattern", "max"))
        if enum and value not in enum:
            self.faults.append(f"{where}: {value!r} is none of {enum}")
        if pattern and "\\p{" not in pattern and not re.fullmatch(pattern, value):  # Java's classes aside
            self.faults.append(f"{where}: {value!r} does not match {pattern}")
        size = len(value) if isinstance(value, (str, list)) else value
        if top is not None and size > top:
            self.faults.append(f"{where}: {value!r} is more than {top}")

    def round(self, streams):
        for number, (where, parameters) in enumerate(streams):
            parameters["DeliveryStreamName"] = f"stream-{number}"  # two templates may use one name
            self.client.create_delivery_stream(**parameters)
            self.created += 1
        for where, parameters in streams:
            name = parameters["DeliveryStreamName"]
            reply = self.client.describe_delivery_stream(DeliveryStreamName=name)["DeliveryStreamDescription"]
            self.described(where, parameters, reply)
            self.tags(where, parameters)
            self.client.delete_delivery_stream(DeliveryStreamName=name)

    def described(self, where, parameters, reply):
        destination = reply["Destinations"][0]
        for name, value in parameters.items():
            if name.endswith("DestinationConfiguration"):
                self.same(f"{where}.{name}", value, destination[name.replace("Configuration", "Description")])
            elif name == "KinesisStreamSourceConfiguration":
                self.same(f"{where}.{name}", value, reply["Source"]["KinesisStreamSourceDescription"])
            elif name in ("DeliveryStreamName", "DeliveryStreamType"):
                self.same(f"{where}.{name}", value, reply[name])

    def tags(self, where, parameters):
        reply = self.client.list_tags_for_delivery_stream(DeliveryStreamName=parameters["DeliveryStreamName"])
        by_key = lambda tags: {t["Key"]: t["Value"] for t in tags}
        self.same(f"{where}.Tags", by_key(parameters.get("Tags", [])), by_key(reply["Tags"]))

    def same(self, where, given, got):
        if not isinstance(given, dict):
            self.compared += 1
            if given != got:
                self.faults.append(f"{where}: gave {given!r}, got {got!r}")
            return
        for name, value in given.items():
            answer = {
                "S3Configuration": "S3DestinationDescription",
                "S3BackupConfiguration": "S3BackupDescription",
            }.get(name, name)
            if name not in SECRETS and answer in got:
                self.same(f"{where}.{name}", value, got[answer])


warnings.simplefilter("ignore")  # moto says that it does not deliver to Splunk
logging.getLogger("werkzeug").setLevel(logging.ERROR)
judge = Judge()
judge.run(Template(Path(p)) for p in sys.argv[1:])
print(*judge.faults, sep="\n")
print(f"{judge.validated} streams validated, {judge.created} created and described, {judge.compared} values compared")
sys.exit(1 if judge.faults else 0)
