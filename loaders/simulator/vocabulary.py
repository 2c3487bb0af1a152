"""Names, places and goods. Brands and people are invented."""

# Family and given names with their spelling in Latin letters, for e-mail addresses.
FAMILY = (
    ("王", "wang"), ("李", "li"), ("张", "zhang"), ("刘", "liu"), ("陈", "chen"), ("杨", "yang"),
    ("赵", "zhao"), ("黄", "huang"), ("周", "zhou"), ("吴", "wu"), ("徐", "xu"), ("孙", "sun"),
)  # fmt: skip
GIVEN = (
    ("伟", "wei"), ("芳", "fang"), ("娜", "na"), ("秀英", "xiuying"), ("敏", "min"), ("静", "jing"),
    ("丽", "li"), ("强", "qiang"), ("磊", "lei"), ("军", "jun"), ("洋", "yang"), ("勇", "yong"),
    ("艳", "yan"), ("杰", "jie"), ("涛", "tao"), ("明", "ming"), ("超", "chao"), ("霞", "xia"),
)  # fmt: skip
LATIN_GIVEN = ("Anna", "David", "Emma", "James", "Julia", "Lucas", "Maria", "Peter", "Sofia", "Tom")
LATIN_FAMILY = ("Becker", "Costa", "Evans", "Fischer", "Martin", "Novak", "Rossi", "Smith")
# What may be typed in place of a given name: one that is read the same, or a short form.
READ_THE_SAME = {
    "伟": "玮", "芳": "方", "静": "婧", "丽": "莉", "杰": "洁", "明": "铭", "洋": "阳", "勇": "永",
    "磊": "蕾", "艳": "燕", "涛": "韬", "霞": "侠",
}  # fmt: skip
SHORT_NAMES = {"David": "Dave", "James": "Jim", "Lucas": "Luke", "Peter": "Pete", "Tom": "Tommy"}
NICKNAMES = ("晴天小鱼", "北风", "一只猫", "月亮", "爱喝茶", "sunny", "快乐买家", "小橘子", "山里人", "momo")
CITIES = (
    "上海", "北京", "广州", "深圳", "成都", "杭州", "武汉", "西安", "南京", "重庆", "苏州",
    "Hong Kong", "Singapore",
)  # fmt: skip
TIERS = ("silver", "silver", "silver", "gold", "gold", "platinum")
MAIL_HOSTS = ("example.com", "example.net", "mail.example.org")

# Category, its search words, and the price of its cheapest product; ten products each.
CATEGORIES = (
    ("skincare", ("面霜", "精华", "sunscreen", "补水面膜"), 89.0),
    ("makeup", ("口红", "lipstick", "粉底液"), 129.0),
    ("fragrance", ("香水", "perfume", "女士香水"), 299.0),
    ("haircare", ("洗发水", "shampoo", "护发"), 59.0),
    ("sportswear", ("跑鞋", "running shoes", "瑜伽裤"), 199.0),
    ("baby", ("奶瓶", "纸尿裤", "stroller"), 79.0),
)
COUPONS = ("WELCOME10", "VIP15", "FLASH20")
PROVIDERS = ("alipay", "wechat_pay", "union_card", "quick_pay")
# How often each is the first choice, of ten.
PROVIDER_CHOICES = ("alipay",) * 6 + ("wechat_pay",) * 2 + ("union_card", "quick_pay")
PAYMENT_ERRORS = ("insufficient_funds", "bank_declined", "3ds_failed", "timeout")
SUPPORT_TOPICS = ("delivery", "product", "return", "account")
STORES = ("上海南京路店", "北京三里屯店", "成都太古里店", "广州天河店", "shenzhen-bay")
REFERRERS = ("direct", "direct", "search", "social", "ad")
NULL_LIKE = ("null", "NULL", "0", "undefined", "None", "00000000-0000-0000-0000-000000000000")
BOT_AGENTS = ("SiteCrawler/2.1", "python-requests/2.31", "HeadlessChrome/120.0", "PriceWatcher/1.0")
