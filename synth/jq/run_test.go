package jq

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The example of the developer guide, shortened.
func TestRunGivesTheKeysInTheOrderOfTheQuery(t *testing.T) {
	q, err := Parse(`{customer_id:.customer_id,device:.type.device,year:.event_timestamp|strftime("%Y")}`)
	require.NoError(t, err)
	values, err := q.Run([]byte(`{"type":{"device":"mobile","event":"user_clicked_submit_button"},"customer_id":"1234567890","event_timestamp":1565382027}`))
	require.NoError(t, err)
	assert.Equal(t, []Value{{"customer_id", "1234567890"}, {"device", "mobile"}, {"year", "2019"}}, values)
}

func TestRunTellsARecordThatIsNotDelivered(t *testing.T) {
	for _, c := range []struct{ query, record, message, what string }{
		{`{k:.foo}`, `{"data":"data3"}`, empty, "`k` is null"},
		{`{k:.a}`, `{"a":""}`, empty, "`k` is empty"},
		{`{k:.a}`, `text`, notJSON, "the record is not JSON"},
		{`{k:.a}`, ``, notJSON, "the record is not JSON"},
		{`{k:.a}`, `{"a":1}{"a":2}`, notJSON, "the record is more than one JSON document"},
		{`{k:.a|ascii_upcase}`, `{}`, "", "the query fails: "},
		{`{k:.a[]}`, `{"a":[]}`, "", "the query gives nothing"},
	} {
		q, err := Parse(c.query)
		require.NoError(t, err)
		_, err = q.Run([]byte(c.record))
		var failure *Failure
		if assert.ErrorAs(t, err, &failure, c.query) {
			assert.Equal(t, c.message, failure.Message, c.query)
			assert.Contains(t, failure.What, c.what)
		}
	}
}

func TestRunSaysWhatItCannotTell(t *testing.T) {
	for query, want := range map[string]string{
		`{k:now}`:                      "`now` depends on more than the record",
		`{k:$ENV.HOME}`:                "`$ENV` depends on more than the record",
		`{k:(.a|strflocaltime("%Y"))}`: "`strflocaltime` depends on more than the record",
		`{k:.a[]}`:                     "several results",
		`{k:.a}`:                       "`k` is an array or an object",
		`{k:.b // 1}`:                  "the value of `k` without parentheses",
		`{(.b):1}`:                     "a key of the query is computed",
		`map_values(.)`:                "cannot be read from its text",
		`{k:([leaf_paths]|length)}`:    "function not defined: leaf_paths/0",
		`{k:(def f: f; f)}`:            "the query runs for more than 200000 steps",
		`{k:([range(1e9)]|length)}`:    "the query runs for more than 200000 steps",
	} {
		q, err := Parse(query)
		require.NoError(t, err, query)
		_, err = q.Run([]byte(`{"a":[1,2],"b":"x"}`))
		var failure *Failure
		if assert.ErrorContains(t, err, want, query) {
			assert.NotErrorAs(t, err, &failure, query)
		}
	}
}

// Whatever a query and a record: reading and running it end, without a panic.
func FuzzQuery(f *testing.F) {
	for _, query := range []string{`{a:.a|ascii_upcase,"b":("\(.b)"|@base64)}`, `{a:.a.[0]}`, `{a:(reduce .a[] as [$x] (0;.+$x))}`, `{a:if . then 1 end}`, `def f: f; {a:f}`} {
		f.Add(query, `{"a":[1],"b":"x"}`)
	}
	f.Fuzz(func(t *testing.T, query, record string) {
		q, err := Parse(query)
		if err != nil {
			assert.NotEmpty(t, err.Error())
			return
		}
		values, err := q.Run([]byte(record))
		if err == nil {
			assert.Len(t, values, len(q.Keys))
		}
	})
}
