"""The verbs that an address answers: what browsers send, and no other (405).

allauth's views would take a PUT for a POST. The API says itself what it answers.
"""

from django.http import HttpResponseNotAllowed

SAFE = ["GET", "HEAD"]
METHODS = [*SAFE, "POST"]


def only_web_methods(get_response):
    def answer(request):
        if request.method in METHODS or request.path.startswith("/api/"):
            return get_response(request)
        return HttpResponseNotAllowed(METHODS)

    return answer
