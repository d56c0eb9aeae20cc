"""The author's instrument: does an exercise tell right from wrong?"""
