rule "FH260" {
  name = "time-zone-the-service-does-not-know"
  severity = "error"
  on = ["aws_kinesis_firehose_delivery_stream.extended_s3_configuration"]
  at = ["custom_time_zone"]
  with = {
    zones = concat(["UTC"],
        [for z in split(" ", "Abidjan Accra Addis_Ababa Algiers Asmera Bangui Banjul Bissau Blantyre Bujumbura Cairo Casablanca Conakry Dakar Dar_es_Salaam Djibouti Douala Freetown Gaborone Harare Johannesburg Kampala Khartoum Kigali Kinshasa Lagos Libreville Lome Luanda Lubumbashi Lusaka Malabo Maputo Maseru Mbabane Mogadishu Monrovia Nairobi Ndjamena Niamey Nouakchott Ouagadougou Porto-Novo Sao_Tome Timbuktu Tripoli Tunis Windhoek") : "Africa/${z}"],
        [for z in split(" ", "Adak Anchorage Anguilla Antigua Aruba Asuncion Barbados Belize Bogota Buenos_Aires Caracas Cayenne Cayman Chicago Costa_Rica Cuiaba Curacao Dawson_Creek Denver Dominica Edmonton El_Salvador Fortaleza Godthab Grand_Turk Grenada Guadeloupe Guatemala Guayaquil Guyana Halifax Havana Indianapolis Jamaica La_Paz Lima Los_Angeles Managua Manaus Martinique Mazatlan Mexico_City Miquelon Montevideo Montreal Montserrat Nassau New_York Noronha Panama Paramaribo Phoenix Port-au-Prince Port_of_Spain Porto_Acre Puerto_Rico Regina Rio_Branco Santiago Santo_Domingo Sao_Paulo Scoresbysund St_Johns St_Kitts St_Lucia St_Thomas St_Vincent Tegucigalpa Thule Tijuana Tortola Vancouver Winnipeg") : "America/${z}"],
        [for z in split(" ", "Casey DumontDUrville Mawson McMurdo Palmer") : "Antarctica/${z}"],
        [for z in split(" ", "Aden Almaty Amman Anadyr Aqtau Aqtobe Ashgabat Ashkhabad Baghdad Bahrain Baku Bangkok Beirut Bishkek Brunei Calcutta Colombo Dacca Damascus Dhaka Dubai Dushanbe Hong_Kong Irkutsk Jakarta Jayapura Jerusalem Kabul Kamchatka Karachi Katmandu Krasnoyarsk Kuala_Lumpur Kuwait Macao Magadan Manila Muscat Nicosia Novosibirsk Phnom_Penh Pyongyang Qatar Rangoon Riyadh Saigon Seoul Shanghai Singapore Taipei Tashkent Tbilisi Tehran Thimbu Thimphu Tokyo Ujung_Pandang Ulaanbaatar Ulan_Bator Vientiane Vladivostok Yakutsk Yekaterinburg Yerevan") : "Asia/${z}"],
        [for z in split(" ", "Azores Bermuda Canary Cape_Verde Faeroe Jan_Mayen Reykjavik South_Georgia St_Helena Stanley") : "Atlantic/${z}"],
        [for z in split(" ", "Adelaide Brisbane Broken_Hill Darwin Hobart Lord_Howe Perth Sydney") : "Australia/${z}"],
        [for z in split(" ", "Amsterdam Andorra Athens Belgrade Berlin Brussels Bucharest Budapest Chisinau Copenhagen Dublin Gibraltar Helsinki Istanbul Kaliningrad Kiev Lisbon London Luxembourg Madrid Malta Minsk Monaco Moscow Oslo Paris Prague Riga Rome Samara Simferopol Sofia Stockholm Tallinn Tirane Vaduz Vienna Vilnius Warsaw Zurich") : "Europe/${z}"],
        [for z in split(" ", "Antananarivo Chagos Christmas Cocos Comoro Kerguelen Mahe Maldives Mauritius Mayotte Reunion") : "Indian/${z}"],
        [for z in split(" ", "Apia Auckland Chatham Easter Efate Enderbury Fakaofo Fiji Funafuti Galapagos Gambier Guadalcanal Guam Honolulu Kiritimati Kosrae Majuro Marquesas Nauru Niue Norfolk Noumea Pago_Pago Palau Pitcairn Ponape Port_Moresby Rarotonga Saipan Tahiti Tarawa Tongatapu Truk Wake Wallis") : "Pacific/${z}"])
    instead = { "Africa/Asmara" = "Africa/Asmera", "America/Argentina/Buenos_Aires" = "America/Buenos_Aires", "America/Detroit" = "America/New_York", "America/Indiana/Indianapolis" = "America/Indianapolis", "America/Nuuk" = "America/Godthab", "America/Toronto" = "America/New_York", "Asia/Ho_Chi_Minh" = "Asia/Saigon", "Asia/Kathmandu" = "Asia/Katmandu", "Asia/Kolkata" = "Asia/Calcutta", "Asia/Macau" = "Asia/Macao", "Asia/Makassar" = "Asia/Ujung_Pandang", "Asia/Yangon" = "Asia/Rangoon", "Atlantic/Faroe" = "Atlantic/Faeroe", "CST" = "America/Chicago", "EST" = "America/New_York", "Etc/GMT" = "UTC", "Etc/UTC" = "UTC", "Europe/Bratislava" = "Europe/Prague", "Europe/Kyiv" = "Europe/Kiev", "Europe/Zagreb" = "Europe/Belgrade", "GMT" = "UTC", "MST" = "America/Denver", "PST" = "America/Los_Angeles", "Pacific/Chuuk" = "Pacific/Truk", "Pacific/Kanton" = "Pacific/Enderbury", "Pacific/Pohnpei" = "Pacific/Ponape" }[self.custom_time_zone]
    near = try(instead, nearest(self.custom_time_zone, zones))
  }
  when = present(self.custom_time_zone) && length(self.custom_time_zone) <= 50
  require = contains(zones, self.custom_time_zone)
  message = "`custom_time_zone` is `${self.custom_time_zone}`, which is none that the service takes"
  help = "${near == null ? "" : "write `${near}`"}"

  why    = "The service has a list of its own: areas with towns, in the names of some years ago, and `UTC`."
  source = "Amazon Data Firehose developer guide, object name; cdk-preflight pf-firehose-custom-time-zone (recorded refusal, September 2026)"

  bad = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          custom_time_zone: "Asia/Kolkata" # here
        }
      })
    end
  RUBY

  good = <<-RUBY
    template :t do
      aws_kinesis_firehose_delivery_stream(:s, {
        name: "s",
        destination: "extended_s3",
        extended_s3_configuration: {
          role_arn: delivery_role.arn,
          bucket_arn: lake_bucket.arn,
          custom_time_zone: "Asia/Calcutta"
        }
      })
    end
  RUBY
}
